import { testShare } from "./share.test-kit.js";

testShare(0);
