// How VADER and AFINN see texts: `cargo xtask bench triage` asks. Standard input: a JSON list of texts. Prints
// {"vader": [compound…], "afinn": [comparative…]}; below zero is negative.
import { readFileSync } from "node:fs";
import Sentiment from "sentiment";
import vader from "vader-sentiment";

const texts = JSON.parse(readFileSync(0, "utf8"));
const sentiment = new Sentiment();
console.log(
  JSON.stringify({
    vader: texts.map((text) => vader.SentimentIntensityAnalyzer.polarity_scores(text).compound),
    afinn: texts.map((text) => sentiment.analyze(text).comparative),
  }),
);
