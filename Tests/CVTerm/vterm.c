#include "CVTerm.h"

#if __has_include(<vterm.h>)
#include <stdlib.h>
#include <string.h>
#include <vterm.h>

struct concord_vterm {
  VTerm *terminal;
  VTermScreen *screen;
  concord_vterm_facts facts;
};

static int set_property(VTermProp property, VTermValue *value, void *user) {
  concord_vterm *all = user;
  switch (property) {
    case VTERM_PROP_ALTSCREEN: all->facts.alternate_screen = value->boolean; break;
    case VTERM_PROP_CURSORVISIBLE: all->facts.cursor_visible = value->boolean; break;
    case VTERM_PROP_MOUSE: all->facts.mouse = value->number; break;
    case VTERM_PROP_TITLE:
    case VTERM_PROP_ICONNAME: all->facts.titles++; break;
    default: break;
  }
  return 1;
}

static int ring(void *user) {
  ((concord_vterm *)user)->facts.bells++;
  return 1;
}

static int count_string(const char *command, size_t length, void *user) {
  (void)command;
  (void)length;
  ((concord_vterm *)user)->facts.strings++;
  return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = set_property, .bell = ring};
static const VTermParserCallbacks fallbacks = {.osc = count_string, .dcs = count_string};

concord_vterm *concord_vterm_make(int rows, int columns) {
  concord_vterm *all = calloc(1, sizeof *all);
  if (all == NULL) return NULL;
  all->terminal = vterm_new(rows, columns);
  vterm_set_utf8(all->terminal, 1);
  all->screen = vterm_obtain_screen(all->terminal);
  vterm_screen_enable_altscreen(all->screen, 1);
  vterm_screen_set_callbacks(all->screen, &callbacks, all);
  vterm_screen_set_unrecognised_fallbacks(all->screen, &fallbacks, all);
  vterm_screen_reset(all->screen, 1);
  all->facts.cursor_visible = 1;
  return all;
}

void concord_vterm_drop(concord_vterm *all) {
  vterm_free(all->terminal);
  free(all);
}

void concord_vterm_feed(concord_vterm *all, const uint8_t *bytes, size_t count) {
  vterm_input_write(all->terminal, (const char *)bytes, count);
}

void concord_vterm_resize(concord_vterm *all, int rows, int columns) {
  vterm_set_size(all->terminal, rows, columns);
}

size_t concord_vterm_reply(concord_vterm *all, char *bytes, size_t room) {
  return vterm_output_read(all->terminal, bytes, room);
}

static int colour(const VTermColor *colour, int is_default) {
  if (is_default) return -1;
  return VTERM_COLOR_IS_INDEXED(colour)
             ? colour->indexed.idx
             : colour->rgb.red << 16 | colour->rgb.green << 8 | colour->rgb.blue;
}

static size_t put_utf8(char *out, uint32_t scalar) {
  if (scalar < 0x80) {
    out[0] = (char)scalar;
    return 1;
  }
  int count = scalar < 0x800 ? 1 : scalar < 0x10000 ? 2 : 3;
  static const uint8_t leads[] = {0, 0xC0, 0xE0, 0xF0};
  out[0] = (char)(leads[count] | scalar >> (6 * count));
  for (int at = 1; at <= count; at++)
    out[at] = (char)(0x80 | (scalar >> (6 * (count - at)) & 0x3F));
  return (size_t)count + 1;
}

concord_vterm_cell concord_vterm_at(concord_vterm *all, int row, int column) {
  concord_vterm_cell result;
  memset(&result, 0, sizeof result);
  VTermScreenCell cell;
  memset(&cell, 0, sizeof cell);
  vterm_screen_get_cell(all->screen, (VTermPos){.row = row, .col = column}, &cell);
  result.width = cell.width;
  result.bold = cell.attrs.bold;
  result.underline = cell.attrs.underline;
  result.italic = cell.attrs.italic;
  result.reverse = cell.attrs.reverse;
  result.foreground = colour(&cell.fg, VTERM_COLOR_IS_DEFAULT_FG(&cell.fg));
  result.background = colour(&cell.bg, VTERM_COLOR_IS_DEFAULT_BG(&cell.bg));
  if (cell.chars[0] == (uint32_t)-1) return result;
  size_t used = 0;
  for (int at = 0; at < VTERM_MAX_CHARS_PER_CELL && cell.chars[at] != 0; at++)
    used += put_utf8(result.text + used, cell.chars[at]);
  if (used == 0) result.text[0] = ' ';
  return result;
}

concord_vterm_facts concord_vterm_know(concord_vterm *all) {
  VTermPos at;
  vterm_state_get_cursorpos(vterm_obtain_state(all->terminal), &at);
  all->facts.cursor_row = at.row;
  all->facts.cursor_column = at.col;
  return all->facts;
}
#endif
