#ifndef GREENROOM_CREADLINE_H
#define GREENROOM_CREADLINE_H

#include <stdbool.h>
#include <stddef.h>

/// Called while the user asks for completions. `line` is the whole line; `start` and `end` are
/// byte offsets of the word before the cursor. Answers go to `greenroom_readline_add_completion`.
typedef void (*greenroom_completer)(const char *line, size_t start, size_t end);

/// Initialises readline once. Must come before every other call here.
void greenroom_readline_prepare(const char *application_name, greenroom_completer completer);

/// Makes readline's locale a UTF-8 one while a line is read; `leave` puts the environment back, so
/// that programs started between two lines see what the user set.
void greenroom_readline_enter_locale(void);
void greenroom_readline_leave_locale(void);

/// Shows the prompt and starts reading a line that already holds `initial`. Without history the
/// arrow keys find nothing while this line is read.
void greenroom_readline_begin(const char *prompt, const char *initial, bool with_history);

/// Consumes one character of input. Call when standard input is readable.
void greenroom_readline_read_character(void);

/// Whether a line or the end of input was reached since `begin`.
bool greenroom_readline_is_finished(void);

/// The finished line, to be freed by the caller; null at the end of input.
char *greenroom_readline_take_line(void);

/// Gives up the line being read and the terminal with it, writing `mark` and a line end behind it.
/// Returns what was typed so far, to be freed by the caller.
char *greenroom_readline_abandon(const char *mark);

/// Puts the terminal back to how it was, for a while: before the process stops itself.
void greenroom_readline_pause(void);
/// Takes the terminal again and draws the line anew.
void greenroom_readline_resume(void);

/// Reads the window's size anew and redraws.
void greenroom_readline_resized(void);

/// Replaces the prompt without disturbing what is being typed. False, and nothing happens, while
/// readline is in the middle of a search, a numeric argument or a key sequence.
bool greenroom_readline_set_prompt(const char *prompt);

/// Writes lines above the line being edited, which then stands below them with `prompt` before it.
///
/// `text` ends with a line feed. In place, the edited line is cleared and drawn anew; else it stays
/// where it is, and is written again. False, and nothing done, in the middle of a search or a key
/// sequence.
bool greenroom_readline_announce(const char *text, const char *prompt, bool in_place);

/// Offers one completion. `suffix` is appended when it is the only one; 0 for none.
void greenroom_readline_add_completion(const char *text, char suffix);

void greenroom_readline_add_history(const char *line);
void greenroom_readline_limit_history(int entries);

/// Starts to catch INT, WINCH, TSTP, TERM and HUP. Each arrives as one byte (its number) on the
/// returned file descriptor, which never blocks. Signals that were ignored stay ignored. -1 and
/// `errno` if there are no descriptors left.
int greenroom_signals_catch(void);
/// Puts the previous handlers back.
void greenroom_signals_release(void);
/// Lets one signal, caught until now, have its earlier effect on this process.
void greenroom_signals_deliver(int number);

#endif
