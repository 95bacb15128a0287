#include "CPrompts.h"

/* The compiler reads the files themselves: no copy can differ from them. */
#pragma clang diagnostic ignored "-Wc23-extensions"

static const char judge_direct[] = {
#embed "judge-direct.prompt"
    , 0};
static const char judge_combined[] = {
#embed "judge-combined.prompt"
    , 0};
static const char judge_single[] = {
#embed "judge-single.prompt"
    , 0};
static const char judge_correctness[] = {
#embed "judge-correctness.prompt"
    , 0};
static const char judge_ranking[] = {
#embed "judge-ranking.prompt"
    , 0};
static const char ask_again[] = {
#embed "ask-again.prompt"
    , 0};
static const char debate_turn[] = {
#embed "debate-turn.prompt"
    , 0};
static const char debate_summary[] = {
#embed "debate-summary.prompt"
    , 0};
static const char debate_vote[] = {
#embed "debate-vote.prompt"
    , 0};

static const struct concord_prompt prompts[] = {
    {"judge-direct", judge_direct},
    {"judge-combined", judge_combined},
    {"judge-single", judge_single},
    {"judge-correctness", judge_correctness},
    {"judge-ranking", judge_ranking},
    {"ask-again", ask_again},
    {"debate-turn", debate_turn},
    {"debate-summary", debate_summary},
    {"debate-vote", debate_vote},
};

size_t concord_prompt_count(void) { return sizeof prompts / sizeof prompts[0]; }

struct concord_prompt concord_prompt_at(size_t index) { return prompts[index]; }
