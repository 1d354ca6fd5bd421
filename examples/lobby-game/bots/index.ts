// What `npm run bots` builds and runs, see scripts/bots.mjs. Nothing in this folder knows of Node: WebRTC and files are given by the script.

export { Bot, BOT_NAMES } from "./bot.js";
export { type Destination, keepCompany } from "./company.js";
export { picture } from "./picture.js";
export { play, type Played } from "./play.js";
export { parseRecording, type RecordedEvent } from "./recording.js";
