#include "CReadline.h"

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <readline/history.h>
#include <readline/readline.h>

static greenroom_completer completer;
static bool finished;
static char *finished_line;

/* Completions offered during one call of the completer. */
static char **offered;
static char *offered_suffixes;
static size_t offered_count, offered_room, offered_next;

/* Locale */

static char *saved_lc_all;
static bool changed_lc_all;

static bool codeset_is_utf8(void) {
  const char *codeset = nl_langinfo(CODESET);
  return codeset && (strcasecmp(codeset, "UTF-8") == 0 || strcasecmp(codeset, "UTF8") == 0);
}

void greenroom_readline_enter_locale(void) {
  setlocale(LC_CTYPE, "");
  if (codeset_is_utf8()) return;
  /* Readline asks the environment again for every line, so setlocale alone does not last. */
  const char *before = getenv("LC_ALL");
  free(saved_lc_all);
  saved_lc_all = before ? strdup(before) : NULL;
  changed_lc_all = setenv("LC_ALL", "C.UTF-8", 1) == 0;
  setlocale(LC_CTYPE, "C.UTF-8");
}

void greenroom_readline_leave_locale(void) {
  if (!changed_lc_all) return;
  changed_lc_all = false;
  if (saved_lc_all) setenv("LC_ALL", saved_lc_all, 1);
  else unsetenv("LC_ALL");
}

/* Completion */

void greenroom_readline_add_completion(const char *text, char suffix) {
  if (offered_count == offered_room) {
    size_t room = offered_room ? offered_room * 2 : 64;
    char **texts = realloc(offered, room * sizeof *texts);
    if (!texts) return;
    offered = texts;
    char *suffixes = realloc(offered_suffixes, room);
    if (!suffixes) return;
    offered_suffixes = suffixes;
    offered_room = room;
  }
  char *copy = strdup(text);
  if (!copy) return;
  offered[offered_count] = copy;
  offered_suffixes[offered_count] = suffix;
  offered_count++;
}

/* Readline frees what is returned, so each text is handed over, not copied again. */
static char *next_offered(const char *text, int state) {
  (void)text;
  if (state == 0) offered_next = 0;
  if (offered_next == offered_count) return NULL;
  return offered[offered_next++];
}

static char **complete(const char *text, int start, int end) {
  rl_attempted_completion_over = 1; /* never fall back to file names */
  offered_count = 0;
  if (!completer) return NULL;
  completer(rl_line_buffer, (size_t)start, (size_t)end);
  if (offered_count == 0) return NULL;
  char suffix = offered_suffixes[0];
  if (suffix) rl_completion_append_character = suffix;
  else rl_completion_suppress_append = 1;
  char **matches = rl_completion_matches(text, next_offered);
  offered_count = 0;
  return matches;
}

/* Reading */

/* The history while a line is read that has none. */
static HISTORY_STATE *hidden_history;

static void hide_history(void) {
  if (hidden_history) return;
  hidden_history = history_get_history_state();
  if (!hidden_history) return;
  HISTORY_STATE empty = {.flags = hidden_history->flags};
  history_set_history_state(&empty);
}

static void show_history(void) {
  if (!hidden_history) return;
  history_set_history_state(hidden_history);
  free(hidden_history);
  hidden_history = NULL;
}

static void line_arrived(char *line) {
  /* Removed at once: readline would otherwise show the prompt for another line. */
  rl_callback_handler_remove();
  show_history();
  finished = true;
  finished_line = line;
}

void greenroom_readline_prepare(const char *application_name, greenroom_completer fn) {
  static bool prepared = false;
  completer = fn;
  if (prepared) return;
  prepared = true;
  rl_readline_name = strdup(application_name);
  rl_instream = stdin;
  rl_outstream = stdout;
  rl_catch_signals = 0;
  rl_catch_sigwinch = 0;
  /* LINES and COLUMNS would survive a later resize and be believed. */
  rl_change_environment = 0;
  rl_attempted_completion_function = complete;
  rl_completer_word_break_characters = " \t\n";
  rl_completer_quote_characters = "";
  greenroom_readline_enter_locale();
  rl_initialize();
  greenroom_readline_leave_locale();
  /* After the user's inputrc, which could ask for either; both read keys behind poll's back. */
  rl_completion_query_items = -1;
  rl_variable_bind("page-completions", "off");
  using_history();
}

static const char *initial_text;

static int insert_initial(void) {
  if (initial_text && *initial_text) rl_insert_text(initial_text);
  return 0;
}

void greenroom_readline_begin(const char *prompt, const char *initial, bool with_history) {
  finished = false;
  finished_line = NULL;
  if (!with_history) hide_history();
  rl_reset_screen_size();
  initial_text = initial;
  rl_startup_hook = insert_initial;
  rl_callback_handler_install(prompt, line_arrived);
  rl_startup_hook = NULL;
  initial_text = NULL;
}

void greenroom_readline_read_character(void) { rl_callback_read_char(); }

bool greenroom_readline_is_finished(void) { return finished; }

char *greenroom_readline_take_line(void) {
  char *line = finished_line;
  finished_line = NULL;
  return line;
}

char *greenroom_readline_abandon(const char *mark) {
  rl_callback_sigcleanup();
  char *partial = strdup(rl_line_buffer ? rl_line_buffer : "");
  /* What follows must not be written over a line that wraps. */
  rl_point = rl_end;
  rl_redisplay();
  /* Before the handler goes: giving back the terminal puts the cursor at the line's beginning. */
  fputs(mark, rl_outstream);
  rl_crlf();
  fflush(rl_outstream);
  rl_free_line_state();
  rl_callback_handler_remove();
  show_history();
  rl_replace_line("", 1);
  return partial;
}

void greenroom_readline_pause(void) {
  if (rl_deprep_term_function) rl_deprep_term_function();
}

void greenroom_readline_resume(void) {
  rl_reset_screen_size();
  if (rl_prep_term_function) rl_prep_term_function(1);
  rl_on_new_line();
  rl_forced_update_display();
}

void greenroom_readline_resized(void) { rl_resize_terminal(); }

/* Whether readline is in the middle of something that a new prompt would spoil. */
static bool is_busy(void) {
  return RL_ISSTATE(RL_STATE_ISEARCH | RL_STATE_NSEARCH | RL_STATE_NUMERICARG | RL_STATE_VIMOTION |
                    RL_STATE_CHARSEARCH | RL_STATE_METANEXT | RL_STATE_MULTIKEY |
                    RL_STATE_MACROINPUT | RL_STATE_COMPLETING | RL_STATE_DISPATCHING) != 0;
}

bool greenroom_readline_set_prompt(const char *prompt) {
  if (is_busy()) return false;
  /* Drawn anew as a whole: what readline would change of a prompt with wide or non-ASCII characters
     lands in the wrong columns. */
  rl_clear_visible_line();
  rl_set_prompt(prompt);
  rl_on_new_line();
  rl_redisplay();
  fflush(rl_outstream);
  return true;
}

bool greenroom_readline_announce(const char *text, const char *prompt, bool in_place) {
  if (is_busy()) return false;
  if (in_place) {
    rl_clear_visible_line();
  } else {
    int point = rl_point;
    rl_point = rl_end;
    rl_redisplay();
    rl_point = point;
    fputc('\n', rl_outstream);
  }
  fputs(text, rl_outstream);
  rl_set_prompt(prompt);
  rl_on_new_line();
  rl_redisplay();
  fflush(rl_outstream);
  return true;
}

void greenroom_readline_add_history(const char *line) { add_history(line); }

void greenroom_readline_limit_history(int entries) { stifle_history(entries); }
