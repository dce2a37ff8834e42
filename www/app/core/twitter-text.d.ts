declare module 'twitter-text' {
  interface Entity {
    indices: [number, number];
    screenName?: string;
    hashtag?: string;
    cashtag?: string;
    url?: string;
  }
  const twitter: {
    parseTweet(text: string): { weightedLength: number; valid: boolean };
    extractEntitiesWithIndices(text: string): Entity[];
  };
  export default twitter;
}
