/**
 * GodotSteam functions that are not here, by the reason, which the log gives, and by what they answer when called all the same: `no` false,
 * `zero` 0, `none` 0n, `text` "", `dictionary` {}, `array` [], `nothing` undefined. What is implemented must not be listed; a test sees to that.
 * @module
 */

const STATS = {
  why: "There are no statistics, achievements or leaderboards: keep such things on a server of your own.",
  no: ["clearAchievement", "requestCurrentStats", "resetAllStats", "setAchievement", "setStatFloat", "setStatInt", "storeStats"],
  zero: [
    "getAchievementIcon", "getLeaderboardDisplayType", "getLeaderboardEntryCount", "getLeaderboardSortMethod", "getStatFloat",
    "getStatInt", "get_leaderboard_details_max",
  ],
  none: ["get_leaderboard_handle"],
  text: ["getLeaderboardName"],
  array: ["get_leaderboard_entries"],
  nothing: [
    "attachLeaderboardUGC", "downloadLeaderboardEntries", "downloadLeaderboardEntriesForUsers", "findLeaderboard",
    "findOrCreateLeaderboard", "requestUserStats", "uploadLeaderboardScore", "set_leaderboard_details_max", "set_leaderboard_entries",
    "set_leaderboard_handle",
  ],
} as const;

const VOICE = {
  why: "Voice is not carried: use the browser's own WebRTC for it.",
  zero: ["getVoiceOptimalSampleRate"],
  nothing: ["setInGameVoiceSpeaking", "startVoiceRecording", "stopVoiceRecording"],
} as const;

const MUSIC = {
  why: "There is no Steam music player: play music by the engine.",
  no: [
    "deregisterSteamMusicRemote", "enableLooped", "enablePlayNext", "enablePlayPrevious", "enablePlaylists", "enableQueue",
    "enableShuffled", "isCurrentMusicRemote", "musicIsEnabled", "musicIsPlaying", "registerSteamMusicRemote", "setDisplayName",
    "updateLooped", "updateShuffled",
  ],
  zero: ["getPlaybackStatus", "musicGetVolume"],
  nothing: ["musicPause", "musicPlay", "musicPlayNext", "musicPlayPrev", "musicSetVolume"],
} as const;

const INPUT = {
  why: "There is no Steam Input: the engine and the browser read gamepads and keyboards.",
  no: [
    "dismissFloatingGamepadTextInput", "dismissGamepadTextInput", "inputInit", "inputShutdown", "showBindingPanel",
    "showFloatingGamepadTextInput", "showGamepadTextInput",
  ],
  zero: ["getInputTypeForHandle"],
  array: ["getConnectedControllers"],
  nothing: [
    "enableDeviceCallbacks", "runFrame", "setLEDColor", "setGameLauncherMode", "triggerHapticPulse", "triggerRepeatedHapticPulse",
    "triggerSimpleHapticEvent", "triggerVibration", "triggerVibrationExtended",
  ],
} as const;

const GROUPS = {
  why: "There are no Steam groups, and no chat outside lobbies: use lobbies and messages.",
  no: [
    "closeClanChatWindowInSteam", "isClanChatAdmin", "isClanChatWindowOpenInSteam", "isClanOfficialGameGroup", "isClanPublic",
    "leaveClanChatRoom", "openClanChatWindowInSteam", "replyToFriendMessage", "sendClanChatMessage",
    "setListenForFriendsMessages",
  ],
  zero: [
    "getClanChatMemberCount", "getClanOfficerCount",
    "getFriendsGroupIDByIndex", "getFriendsGroupMembersCount",
  ],
  none: [
    "getChatMemberByIndex", "getClanByIndex", "getClanOfficerByIndex", "getClanOwner",
    "get_current_clan_id",
  ],
  text: ["getClanName", "getClanTag", "getFriendsGroupName"],
  dictionary: ["getClanActivityCounts", "getClanChatMessage", "getFriendMessage"],
  array: ["getFriendsGroupMembersList"],
  nothing: [
    "downloadClanActivityCounts", "enumerateFollowingList", "getFollowerCount", "isFollowing", "joinClanChatRoom",
    "requestClanOfficerList", "set_current_clan_id",
  ],
} as const;

const PROFILES = {
  why: "There are no Steam accounts behind players: they have a name, a state and an avatar.",
  no: [
    "hasEquippedProfileItem", "isPhoneIdentifying", "isPhoneRequiringVerification", "isPhoneVerified", "isTwoFactorEnabled",
    "setDurationControlOnlineState",
  ],
  zero: ["getFriendSteamLevel", "getGameBadgeLevel", "getPlayerSteamLevel", "getProfileItemPropertyInt"],
  text: ["getProfileItemPropertyString"],
  nothing: ["requestEquippedProfileItems", "getDurationControl"],
} as const;

const STORE = {
  why: "There is no Steam store, and nothing that it sells or installs.",
  no: ["isAppInstalled", "isDLCInstalled", "markContentCorrupt", "setActiveBeta", "setDLCContext"],
  zero: ["getDLCCount", "getEarliestPurchaseUnixTime", "get_inventory_handle"],
  none: ["get_inventory_update_handle"],
  text: ["getCurrentBetaName"],
  dictionary: ["getBetaInfo", "getDLCDataByIndex", "getDLCDownloadProgress", "getNumBetas", "isTimedTrial"],
  array: ["getDLCData"],
  nothing: [
    "getFileDetails", "installDLC", "uninstallDLC", "set_inventory_handle", "set_inventory_update_handle",
    "requestStoreAuthURL",
  ],
} as const;

const TICKETS = {
  why: "Other tickets than those of getAuthSessionTicket() are for Valve's servers.",
  zero: ["getAuthTicketForWebApi"],
  dictionary: ["getEncryptedAppTicket"],
  nothing: ["requestEncryptedAppTicket"],
} as const;

const SERVERS = {
  why: "There are no dedicated game servers and no addresses to connect to: players meet by lobbies and ids.",
  no: ["isBehindNAT", "addIPAddress", "setIdentityIPAddr", "isIPv4", "isIPv6AllZeros", "isAddressLocalHost", "parseIPAddressString"],
  zero: ["getIdentityIPAddr", "getIPv4"],
  none: ["get_server_list_request"],
  text: ["toIPAddressString"],
  dictionary: ["initiateGameConnection"],
  array: ["getIPAddresses"],
  nothing: [
    "advertiseGame", "terminateGameConnection", "set_server_list_request", "clearIPAddress", "setIPv4", "setIPv6", "setIPv6LocalHost",
  ],
} as const;

const SOCKETS = {
  why: "Networking Sockets connect players by connectP2P() and createListenSocketP2P(): there are no addresses, lanes or certificates.",
  no: ["beginAsyncRequestFakeIP"],
  zero: [
    "configureConnectionLanes", "connectByIPAddress", "connectToHostedDedicatedServer", "createHostedDedicatedServerListenSocket",
    "createListenSocketIP", "createListenSocketP2PFakeIP", "getAuthenticationStatus", "getHostedDedicatedServerPOPId",
    "getHostedDedicatedServerPort", "initAuthentication",
  ],
  text: ["getListenSocketAddress"],
  dictionary: ["getCertificateRequest", "getFakeIP", "getRemoteFakeIPForConnection", "setCertificate"],
  nothing: ["createFakeUDPPort"],
} as const;

const CLIENT = {
  why: "There is no Steam client around the game: ask the browser.",
  no: ["registerProtocolInOverlayBrowser", "isVRHeadsetStreamingEnabled", "overlayNeedsPresent"],
  zero: ["getCurrentBatteryPower", "getIPCCallCount", "get_browser_handle"],
  text: ["getAPICallFailureReason", "getIPCountry", "getOPFStringForApp"],
  dictionary: ["isAPICallCompleted", "isBroadcasting"],
  nothing: [
    "setOverlayNotificationInset", "setOverlayNotificationPosition", "setVRHeadsetStreamingEnabled", "startVRDashboard",
    "getOPFSettings", "getVideoURL", "set_browser_handle",
  ],
} as const;

/** All of them. */
export const ABSENT = [STATS, VOICE, MUSIC, INPUT, GROUPS, PROFILES, STORE, TICKETS, SERVERS, SOCKETS, CLIENT] as const;
