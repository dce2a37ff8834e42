//! Lists of ours: how a model speaks of itself, what gives orders, names of days and numbers, little words of languages.

/// A model that speaks of itself or of its task. Phrases as [`crate::reply::phrase`] reads them.
pub(super) const TALK: &[&str] = &[
    "as an ai",
    "an ai model/assistant/language",
    "ai assistant",
    "language model",
    "chatgpt",
    "openai",
    "my/system/the prompt/instructions/guidelines/programming",
    "i can/could not help/assist with that/this",
    "can not fulfill/fulfil/comply",
    "unable to fulfill/fulfil/comply",
    "this/that/your request",
    "^ sure here",
    "rewritten/revised/edited/reworded/rephrased/shortened reply/draft/version/text/message",
    "shorter/warmer/plainer/friendlier/corrected version",
    "the/your/original draft",
    "would you like me to rewrite/revise/shorten/change",
    "sprachmodell",
    "ki assistent",
    "modele de langage",
    "modelo de lenguaje",
];

/// Orders to a reader or to another program, and requests for what nobody writes in public.
pub(super) const ORDERS: &[&str] = &[
    "ignore/disregard/forget ?all ?of ?the ?any ?your previous/prior/above/earlier/preceding",
    "ignore/disregard/forget ?all ?of ?the ?my ?your instructions/instruction/rules/guidelines/prompt",
    "previous/prior/above instructions",
    "new instructions",
    "you are now",
    "act/behave as ?if ?an ?a",
    "repeat after me",
    "do not tell/mention ?it ?to ?the",
    "your ?own ?account ?login password/passcode/pin/passwort",
    "your ?full ?credit ?debit card number/details",
    "security/verification/one-time code",
    "gift card/cards",
];

/// How a line begins that another program would take for somebody's turn.
pub(super) const TURNS: &[&str] = &[
    "system:",
    "assistant:",
    "user:",
    "human:",
    "instruction:",
    "instructions:",
];

/// How a line begins that only announces the answer.
pub(super) const ANNOUNCES: &[&str] = &[
    "here is",
    "here's",
    "heres",
    "sure",
    "certainly",
    "of course",
    "rewritten",
    "revised",
    "edited",
    "reply",
    "draft",
    "edited reply",
];

/// Days and months, and words for a day. Those that are also other words ("may", "march") are left out.
pub(super) const DAYS: &str = "monday tuesday wednesday thursday friday saturday sunday today tonight tomorrow weekend \
january february april june july august september october november december \
montag dienstag mittwoch donnerstag freitag samstag sonntag heute januar februar juni juli oktober dezember \
lundi mardi mercredi jeudi vendredi samedi dimanche aujourd'hui demain janvier fevrier avril juin juillet aout octobre \
novembre decembre lunes martes miercoles jueves viernes sabado domingo hoy enero febrero abril junio julio agosto \
septiembre octubre noviembre diciembre";

/// Words for numbers and what they are worth. "one" is left out: it is mostly no number.
pub(super) const NUMBERS: &[(&str, &str)] = &[
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
    ("fifteen", "15"),
    ("twenty", "20"),
    ("twenty-four", "24"),
    ("thirty", "30"),
    ("forty", "40"),
    ("forty-eight", "48"),
    ("sixty", "60"),
    ("ninety", "90"),
    ("hundred", "100"),
    ("thousand", "1000"),
    ("dozen", "12"),
    ("zwei", "2"),
    ("drei", "3"),
    ("vier", "4"),
    ("funf", "5"),
    ("sechs", "6"),
    ("sieben", "7"),
    ("zehn", "10"),
    ("deux", "2"),
    ("trois", "3"),
    ("quatre", "4"),
    ("cinq", "5"),
    ("dix", "10"),
    ("dos", "2"),
    ("tres", "3"),
    ("cuatro", "4"),
    ("cinco", "5"),
    ("seis", "6"),
    ("siete", "7"),
    ("diez", "10"),
];

/// What stands beside an amount of money or a share, and the sign it means.
pub(super) const MONEY: &[(&str, char)] = &[
    ("usd", '$'),
    ("dollar", '$'),
    ("dollars", '$'),
    ("eur", '€'),
    ("euro", '€'),
    ("euros", '€'),
    ("gbp", '£'),
    ("pound", '£'),
    ("pounds", '£'),
    ("percent", '%'),
];

/// Little words of languages, which any sentence has.
pub(super) const LITTLE: &[&str] = &[
    "the and you your we our is are to of for it this that with have will can be not if on please sorry thanks us i",
    "der die das und ist sie wir uns nicht ein eine den dem zu mit fur auf bitte leider danke ihr ihre ihnen haben wird",
    "le la les et est vous nous votre notre des du un une pour pas que avec dans sur merci desole ce cette",
    "el los las y es usted nos su nuestro del un una para no que con por gracias lo siento esta se tu te",
    "o os as e voce nos seu nossa do da um uma para nao que com por obrigado lamentamos esta se",
    "il lo gli e di che per non un una con ci vi la siamo grazie mi dispiace del della sono questo",
    "de het een en is u wij we ons uw niet van voor met op dat deze bedankt sorry te zijn kunt",
];
