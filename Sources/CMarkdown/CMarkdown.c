#include "CMarkdown.h"

#include <string.h>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

static const char *const extensions[] = {"table", "strikethrough", "tasklist"};

greenroom_markdown_node *greenroom_markdown_parse(const char *text, size_t length) {
  cmark_gfm_core_extensions_ensure_registered();
  /* One tilde means "about" in our field, so only two strike through. */
  cmark_parser *parser =
      cmark_parser_new(CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE);
  if (!parser) return NULL;
  for (size_t i = 0; i < sizeof extensions / sizeof extensions[0]; i++) {
    cmark_syntax_extension *extension = cmark_find_syntax_extension(extensions[i]);
    if (!extension || !cmark_parser_attach_syntax_extension(parser, extension)) {
      cmark_parser_free(parser);
      return NULL;
    }
  }
  cmark_parser_feed(parser, text, length);
  cmark_node *root = cmark_parser_finish(parser);
  cmark_parser_free(parser);
  return root;
}

void greenroom_markdown_free(greenroom_markdown_node *root) { cmark_node_free(root); }

greenroom_markdown_kind greenroom_markdown_node_kind(greenroom_markdown_node *node) {
  /* The extensions' node types are not in the installed headers; their names are. */
  const char *name = cmark_node_get_type_string(node);
  if (strcmp(name, "table") == 0) return greenroom_markdown_table;
  if (strcmp(name, "table_row") == 0) return greenroom_markdown_table_row;
  if (strcmp(name, "table_header") == 0) return greenroom_markdown_table_row;
  if (strcmp(name, "table_cell") == 0) return greenroom_markdown_table_cell;
  if (strcmp(name, "strikethrough") == 0) return greenroom_markdown_strikethrough;
  if (strcmp(name, "tasklist") == 0) return greenroom_markdown_item;
  switch (cmark_node_get_type(node)) {
  case CMARK_NODE_DOCUMENT: return greenroom_markdown_document;
  case CMARK_NODE_PARAGRAPH: return greenroom_markdown_paragraph;
  case CMARK_NODE_HEADING: return greenroom_markdown_heading;
  case CMARK_NODE_CODE_BLOCK: return greenroom_markdown_code_block;
  case CMARK_NODE_HTML_BLOCK: return greenroom_markdown_html_block;
  case CMARK_NODE_BLOCK_QUOTE: return greenroom_markdown_quote;
  case CMARK_NODE_LIST: return greenroom_markdown_list;
  case CMARK_NODE_ITEM: return greenroom_markdown_item;
  case CMARK_NODE_THEMATIC_BREAK: return greenroom_markdown_rule;
  case CMARK_NODE_TEXT: return greenroom_markdown_text;
  case CMARK_NODE_SOFTBREAK: return greenroom_markdown_soft_break;
  case CMARK_NODE_LINEBREAK: return greenroom_markdown_hard_break;
  case CMARK_NODE_CODE: return greenroom_markdown_code;
  case CMARK_NODE_HTML_INLINE: return greenroom_markdown_html;
  case CMARK_NODE_EMPH: return greenroom_markdown_emphasis;
  case CMARK_NODE_STRONG: return greenroom_markdown_strong;
  case CMARK_NODE_LINK: return greenroom_markdown_link;
  case CMARK_NODE_IMAGE: return greenroom_markdown_image;
  default: return greenroom_markdown_other;
  }
}

greenroom_markdown_node *greenroom_markdown_first_child(greenroom_markdown_node *node) {
  return cmark_node_first_child(node);
}

greenroom_markdown_node *greenroom_markdown_next(greenroom_markdown_node *node) {
  return cmark_node_next(node);
}

const char *greenroom_markdown_literal(greenroom_markdown_node *node) {
  return cmark_node_get_literal(node);
}

const char *greenroom_markdown_url(greenroom_markdown_node *node) {
  return cmark_node_get_url(node);
}

int greenroom_markdown_heading_level(greenroom_markdown_node *node) {
  return cmark_node_get_heading_level(node);
}

bool greenroom_markdown_list_is_ordered(greenroom_markdown_node *node) {
  return cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
}

bool greenroom_markdown_list_is_tight(greenroom_markdown_node *node) {
  return cmark_node_get_list_tight(node) != 0;
}

int greenroom_markdown_list_start(greenroom_markdown_node *node) {
  return cmark_node_get_list_start(node);
}

int greenroom_markdown_item_task(greenroom_markdown_node *node) {
  if (strcmp(cmark_node_get_type_string(node), "tasklist") != 0) return -1;
  return cmark_gfm_extensions_get_tasklist_item_checked(node) ? 1 : 0;
}

int greenroom_markdown_table_columns(greenroom_markdown_node *node) {
  return cmark_gfm_extensions_get_table_columns(node);
}

char greenroom_markdown_table_alignment(greenroom_markdown_node *node, int column) {
  uint8_t *alignments = cmark_gfm_extensions_get_table_alignments(node);
  if (!alignments || column < 0 || column >= greenroom_markdown_table_columns(node)) return 0;
  return (char)alignments[column];
}
