// What nobody has answered yet when npm start begins: questions of every age and urgency, and what a brand has to decide about.

/** @import { Thread } from "./places.js" */

/** Whom nobody knows: a customer who is angry, and one who sells something else. */
export const newcomers = [
  { forum: "marloes72", page: "marloes.test", name: "Marloes Veenstra" },
  { forum: "snelgeld", page: "snelgeld.test", name: "Snel Geld" },
];

/** @type {Thread[]} */
export const waiting = [
  {
    place: "page",
    hoursAgo: 26,
    by: "marloes.test",
    text: "@noordnet.test al drie dagen storing in Beilen, steeds geen internet, en ik werk thuis. Als dit zo doorgaat ga ik opzeggen. Wanneer is het opgelost?",
    lines: [
      {
        by: "tombakker.test",
        after: 35,
        text: "Hier in Beilen-Zuid ook, sinds dinsdag. Schandalig dat niemand reageert.",
      },
      { by: "kees.test", after: 50, text: "Bij mijn ouders hetzelfde verhaal." },
    ],
  },
  {
    place: "forum",
    hoursAgo: 53,
    by: "tombakker.test",
    title: "Hoe lever ik mijn oude modem in?",
    text: "Ik heb sinds vorige maand de nieuwe Box. Het oude modem staat hier nog. Moet dat terug, en waarheen stuur ik het?",
    lines: [],
  },
  {
    place: "forum",
    hoursAgo: 5,
    by: "marloes.test",
    title: "Twee keer afgeschreven deze maand",
    text: "Er is op de 1e en op de 3e € 39 afgeschreven. Dat is dubbel. Ik heb twee keer gebeld, zonder resultaat. Dit is mijn laatste poging voor ik een klacht indien.",
    tags: ["factuur"],
    lines: [],
  },
  {
    place: "page",
    hoursAgo: 2,
    by: "sanne.test",
    text: "@noordnet.test de app zegt “er ging iets mis” als ik mijn adres wil wijzigen. Wij verhuizen zaterdag, dus het is dringend. Kan iemand helpen?",
    lines: [],
  },
  {
    place: "page",
    hoursAgo: 0.4,
    by: "daan.test",
    text: "@noordnet.test kan ik mijn nummer meenemen als ik overstap van zakelijk naar privé?",
    lines: [],
  },
  {
    place: "forum",
    hoursAgo: 30,
    by: "esma.test",
    title: "Idee: laat in de app zien welk apparaat zoveel data gebruikt",
    text: "In de app staat alleen het totaal. Ik zou graag per apparaat zien wat het verbruikt, dan weet ik of de tv of de spelcomputer het is. Wie zou dat ook willen?",
    tags: ["idee"],
    lines: [{ by: "daan.test", after: 70, text: "Ja! Dan kan ik mijn kinderen laten zien waar de bundel blijft." }],
  },
  {
    place: "forum",
    hoursAgo: 75,
    by: "daan.test",
    title: "Idee: een donkere stand in de app",
    text: "’s Avonds in bed is de app veel te fel. Kan er een donkere stand komen?",
    tags: ["idee"],
    lines: [],
  },
  {
    place: "forum",
    hoursAgo: 28,
    by: "riajansen.test",
    title: "Idee: meld storingen per sms",
    text: "Zonder internet zie ik jullie berichten niet. Een sms zou mij al helpen, met hoe lang het nog duurt.",
    tags: ["idee"],
    lines: [],
  },
  {
    place: "page",
    hoursAgo: 20,
    by: "noordnet.test",
    text: "Samen met Boxfabriek geven we deze week tien wifi-versterkers weg. Vertel ons waar bij jou de wifi ophoudt; vrijdag maken we bekend wie er een krijgt.",
    lines: [{ by: "riajansen.test", after: 300, text: "Bij mij houdt hij op bij de trap naar boven. Ik doe mee!" }],
  },
  {
    place: "page",
    hoursAgo: 1,
    by: "snelgeld.test",
    text: "@noordnet.test Verdien € 500 per dag vanuit huis met deze ene truc: https://snelgeld.example Alleen vandaag!",
    lines: [],
  },
];
