#ifndef GREENROOM_CMARKDOWN_H
#define GREENROOM_CMARKDOWN_H

#include <stdbool.h>
#include <stddef.h>

/// A node of a parsed document. Only the root is freed.
typedef struct cmark_node greenroom_markdown_node;

typedef enum {
  greenroom_markdown_other,
  greenroom_markdown_document,
  greenroom_markdown_paragraph,
  greenroom_markdown_heading,
  greenroom_markdown_code_block,
  greenroom_markdown_html_block,
  greenroom_markdown_quote,
  greenroom_markdown_list,
  greenroom_markdown_item,
  greenroom_markdown_rule,
  greenroom_markdown_table,
  greenroom_markdown_table_row,
  greenroom_markdown_table_cell,
  greenroom_markdown_text,
  greenroom_markdown_soft_break,
  greenroom_markdown_hard_break,
  greenroom_markdown_code,
  greenroom_markdown_html,
  greenroom_markdown_emphasis,
  greenroom_markdown_strong,
  greenroom_markdown_strikethrough,
  greenroom_markdown_link,
  greenroom_markdown_image,
} greenroom_markdown_kind;

/// Parses GitHub-flavoured Markdown (tables, strikethrough with `~~`, task lists; no autolinks).
/// Null when memory or an extension is missing.
greenroom_markdown_node *greenroom_markdown_parse(const char *text, size_t length);
void greenroom_markdown_free(greenroom_markdown_node *root);

greenroom_markdown_kind greenroom_markdown_node_kind(greenroom_markdown_node *node);
greenroom_markdown_node *greenroom_markdown_first_child(greenroom_markdown_node *node);
greenroom_markdown_node *greenroom_markdown_next(greenroom_markdown_node *node);

/// The text of a leaf; null for other nodes. Lives as long as the root.
const char *greenroom_markdown_literal(greenroom_markdown_node *node);
/// Where a link or an image leads; null for other nodes.
const char *greenroom_markdown_url(greenroom_markdown_node *node);
int greenroom_markdown_heading_level(greenroom_markdown_node *node);

bool greenroom_markdown_list_is_ordered(greenroom_markdown_node *node);
bool greenroom_markdown_list_is_tight(greenroom_markdown_node *node);
int greenroom_markdown_list_start(greenroom_markdown_node *node);
/// -1 for an ordinary item, 0 for an open task, 1 for a done one.
int greenroom_markdown_item_task(greenroom_markdown_node *node);

int greenroom_markdown_table_columns(greenroom_markdown_node *node);
/// 'l', 'r', 'c', or 0 where the column says nothing.
char greenroom_markdown_table_alignment(greenroom_markdown_node *node, int column);

#endif
