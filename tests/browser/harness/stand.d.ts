// The practice site's test hooks, as its pages have them.
declare const __stand: import('../../../www/app/hooks').Stand;
