// What people of a made-up community are called, and what they say.
#pragma once

#include <string>

#include "simulation/dice.h"

namespace plein::generated {

enum class Topic { question, answer, thanks, chat, news, campaign };

std::string name_of(simulation::Dice& dice);
// A sentence or two; `dutch`, or English.
std::string text_of(simulation::Dice& dice, Topic topic, bool dutch);
std::string title_of(simulation::Dice& dice, bool dutch);

}  // namespace plein::generated
