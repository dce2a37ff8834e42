//! Advertising, or chatter to everybody, while complaints wait past their time.

use super::read::Read;
use super::{Check, Finding};

/// Phrases of adverts.
const ADVERTS: &[&str] = &[
    "sale/sales ?now ?on ends/starts/now/until/off",
    "summer/winter/spring/flash/january/friday sale",
    "# off",
    "half price",
    "half the price",
    "price off",
    "discount~/promo/promotion/voucher/coupon",
    "special/limited/exclusive/latest/great offer/offers/deal/deals/edition/time",
    "order/buy/get/grab/book/shop/treat yours/now/today/yourself",
    "sign up ?now/today",
    "join ?us ?now today",
    "upgrade today/now/to",
    "introducing",
    "announcing",
    "now available",
    "out now",
    "coming soon",
    "brand new",
    "our new/newest/latest/fastest",
    "all new",
    "win ?a ?one ?of",
    "giveaway/competition/prize",
    "enter now/to",
    "retweet/rt/like/follow/tag to/and",
    "like follow",
    "refer a friend",
    "t&cs/t&c",
    "terms apply",
    "months for free/half",
    "free for",
    "for only/just",
    "nur diese/heute/noch",
    "zum halben preis",
    "jetzt bestellen/kaufen/sichern/buchen",
    "rabatt~",
    "angebot~",
    "gewinn~/gewinnspiel",
    "offre/offres speciale/speciales/exclusive",
    "profitez/profite",
    "mois offert/offerts",
    "promo~",
    "en solde/soldes",
    "reduction~",
    "gagnez",
    "solo hoy/esta/este",
    "descuento~",
    "oferta/ofertas",
    "contrata ya/hoy/ahora",
    "compra ya/hoy",
    "aprovecha",
    "gratis",
    "sorteo",
    "participa",
];
/// Chatter to everybody.
const CHATTER: &[&str] = &[
    "meet the/our team",
    "happy monday/tuesday/wednesday/thursday/friday/weekend/holidays",
    "everyone/everybody/folks/guys/all ?what",
    "what 's/is your favourite/favorite/plan",
    "we are ?so ?very ?really proud",
    "voted",
    "award~",
    "thank you to ?all",
    "our picnic/party/office/mascot",
    "fun fact",
    "throwback",
    "caption",
    "who else",
    "tell us in the comments",
    "behind the scenes",
];

#[derive(Debug)]
pub(super) struct Marketing;

impl Check for Marketing {
    fn code(&self) -> &'static str {
        "marketing"
    }

    fn find(&self, reply: &Read<'_>) -> Option<Finding> {
        let out = reply.out;
        if out.waiting == 0 {
            return None;
        }
        let mut spans = reply.words.spans(ADVERTS);
        // In an answer to one customer a discount is a matter of course; there two of them make an advert.
        let enough = if out.post.is_some() { 2 } else { 1 };
        if out.post.is_none() {
            spans.extend(reply.words.spans(CHATTER));
            spans.sort_unstable();
        }
        (spans.len() >= enough).then(|| Finding::holds(spans).with(out.waiting.to_string()))
    }
}
