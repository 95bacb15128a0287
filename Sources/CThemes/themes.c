#include "CThemes.h"

/* The compiler reads the files themselves: no copy can differ from them, a changed file is compiled
   anew, and the program needs no folder beside it. */
#pragma clang diagnostic ignored "-Wc23-extensions"

static const char terminal[] = {
#embed "../../Themes/terminal.yaml"
    , 0};
static const char dark[] = {
#embed "../../Themes/dark.yaml"
    , 0};
static const char light[] = {
#embed "../../Themes/light.yaml"
    , 0};
static const char high_contrast[] = {
#embed "../../Themes/high-contrast.yaml"
    , 0};
static const char colour_blind[] = {
#embed "../../Themes/colour-blind.yaml"
    , 0};
static const char colour_blind_light[] = {
#embed "../../Themes/colour-blind-light.yaml"
    , 0};
static const char monochrome[] = {
#embed "../../Themes/monochrome.yaml"
    , 0};

static const struct concord_theme themes[] = {
    {"terminal", terminal},
    {"dark", dark},
    {"light", light},
    {"high-contrast", high_contrast},
    {"colour-blind", colour_blind},
    {"colour-blind-light", colour_blind_light},
    {"monochrome", monochrome},
};

int concord_theme_count(void) { return (int)(sizeof themes / sizeof themes[0]); }

struct concord_theme concord_theme_at(int index) { return themes[index]; }
