#include "generated/words.h"

#include <array>
#include <vector>

namespace plein::generated {
namespace {

using simulation::Dice;
using List = std::vector<const char*>;

const List first_names{"Ana",   "Bert",   "Carla", "Daan",   "Eva",    "Femke",  "Gijs",  "Hanna",      "Ilse",
                       "Jan",   "Karin",  "Lars",  "Mehmet", "Nora",   "Omar",   "Petra", "Quinn",      "Roos",
                       "Sem",   "Tess",   "Umut",  "Vera",   "Wim",    "Xander", "Yara",  "Zo\xC3\xAB", "Fatima",
                       "Piotr", "Sophie", "Thijs", "Ruben",  "Ingrid", "Chris",  "Maud",  "Noor",       "Sven"};
const List last_names{"de Vries", "Jansen",  "Bakker",   "Visser", "Smit",     "Meijer", "de Boer",
                      "Mulder",   "Bos",     "Vos",      "Peters", "Kok",      "Dekker", "Y\xC4\xB1ld\xC4\xB1z",
                      "van Dijk", "Kaya",    "Hendriks", "Postma", "Kowalski", "Brown",  "Nguyen",
                      "Schmidt",  "Willems", "Haddad",   "Jacobs", "Prins",    "Blom",   "Huisman",
                      "Evers",    "Kuipers"};
const List towns{"Utrecht", "Groningen", "Zwolle", "Breda",   "Leiden", "Assen",
                 "Almere",  "Delft",     "Gent",   "Tilburg", "Ede",    "Hoorn"};
const List things_nl{"router",    "modem",   "wifi-punt", "tv-kastje", "simkaart",
                     "glasvezel", "factuur", "app",       "e-mail",    "vaste telefoon"};
const List things_en{"router", "modem", "wifi point", "TV box", "SIM card", "fibre", "bill", "app", "e-mail", "landline"};

// * is a thing, @ a town, # a number.
const List questions_nl{"Mijn * doet het sinds vanochtend niet meer, in @. Iemand een idee?",
                        "Hoe stel ik de * opnieuw in? Stap # van de uitleg lukt niet.",
                        "Waarom knippert mijn * rood? Ik heb hem al # keer aan en uit gezet.",
                        "Kan ik mijn * meenemen als ik naar @ verhuis?",
                        "Wanneer wordt de * in @ geleverd? Ik wacht al # dagen.",
                        "Klopt het dat de * # euro duurder wordt?",
                        "Zijn er meer mensen in @ met een trage *?"};
const List questions_en{
    "My * stopped working this morning, in @. Any ideas?",      "How do I reset the *? Step # of the guide does not work.",
    "Why does my * blink red? I have restarted it # times.",    "Can I take my * with me when I move to @?",
    "When will the * be delivered in @? I have waited # days.", "Does anyone else in @ have a slow *?"};
const List answers_nl{"Zet de * # minuten uit, en dan weer aan. Dat hielp bij mij.",
                      "Dat is een bekende storing in @, er wordt aan gewerkt.", "Kijk in de instellingen van de *, onder stap #.",
                      "Bij mij was het de kabel naar de *. Een nieuwe kostte # euro.",
                      "De * kan gewoon mee, geef het wel # dagen van tevoren door."};
const List answers_en{"Turn the * off for # minutes, then on again. That did it for me.",
                      "That is a known outage in @, they are working on it.", "Look in the settings of the *, at step #.",
                      "It was the cable to the * for me. A new one was # euros.",
                      "Your * can come along, tell them # days before."};
const List thanks_nl{"Dank je, dat was het!", "Werkt weer, top.", "Helaas, bij mij helpt het niet.", "Bij mij in @ hetzelfde.",
                     "Ik ga het proberen, dank!"};
const List thanks_en{"Thank you, that was it!", "Works again, great.", "Sadly that does not help here.", "Same here in @.",
                     "I will try that, thanks!"};
const List chat_nl{"Tip: zet je * niet achter de tv.", "Eindelijk * in @! Wie ook?", "Na # jaar overgestapt, geen spijt van.",
                   "Handig lijstje met alles over de *."};
const List chat_en{"Tip: do not put your * behind the TV.", "Finally * in @! Who else?", "Switched after # years, no regrets.",
                   "A handy list of everything about the *."};
const List news_nl{"Er is een storing in @. Rond # uur verwachten we dat alles het weer doet.",
                   "Onderhoud aan de * in @, vannacht om # uur.", "De storing in @ is voorbij. Excuses voor het ongemak."};
const List news_en{"There is an outage in @. We expect everything back by # o'clock.",
                   "Maintenance of the * in @, tonight at # o'clock."};
const List campaign_nl{"Nieuw: de * van de toekomst. Wat zou jij ermee doen?", "Wat is jouw beste tip voor een sneller *?",
                       "We zijn # jaar in @! Wat herinner jij je?", "Stem mee: welke * moet er komen?"};
const List campaign_en{"New: the * of the future. What would you do with it?", "What is your best tip for a faster *?",
                       "We are # years in @! What do you remember?"};
const List titles_nl{"* knippert rood", "Storing in @?", "Vraag over de *", "* instellen lukt niet", "Trage * in @"};
const List titles_en{"* blinks red", "Outage in @?", "Question about the *", "Cannot set up my *", "Slow * in @"};

std::string filled(Dice& dice, const List& templates, bool dutch) {
  std::string text;
  for (const char* at = dice.of(templates); *at != '\0'; ++at) {
    if (*at == '*') {
      text += dice.of(dutch ? things_nl : things_en);
    } else if (*at == '@') {
      text += dice.of(towns);
    } else if (*at == '#') {
      text += std::to_string(2 + dice(28));
    } else {
      text += *at;
    }
  }
  return text;
}

const List& templates_of(Topic topic, bool dutch) {
  switch (topic) {
    case Topic::question: return dutch ? questions_nl : questions_en;
    case Topic::answer: return dutch ? answers_nl : answers_en;
    case Topic::thanks: return dutch ? thanks_nl : thanks_en;
    case Topic::chat: return dutch ? chat_nl : chat_en;
    case Topic::news: return dutch ? news_nl : news_en;
    case Topic::campaign: break;
  }
  return dutch ? campaign_nl : campaign_en;
}

}  // namespace

std::string name_of(Dice& dice) {
  const std::string first = dice.of(first_names);
  return first + " " + dice.of(last_names);
}

std::string text_of(Dice& dice, Topic topic, bool dutch) { return filled(dice, templates_of(topic, dutch), dutch); }

std::string title_of(Dice& dice, bool dutch) { return filled(dice, dutch ? titles_nl : titles_en, dutch); }

}  // namespace plein::generated
