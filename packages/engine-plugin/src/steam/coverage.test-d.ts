/** Written by scripts/generate-coverage.mjs; checked by the compiler, never run. */
import type { Signal } from "../godot/signal.js";
import type { Steam } from "./steam.js";

/** What each signal of GodotSteam is emitted with. */
interface Emitted {
  steamworks_error: [failed_signal: string, io_failure: string];
  lobby_created: [connect: number, lobby_id: bigint];
  lobby_joined: [lobby: bigint, permissions: number, locked: boolean, response: number];
  lobby_match_list: [lobbies: readonly unknown[]];
  lobby_chat_update: [lobby_id: bigint, changed_id: bigint, making_change_id: bigint, chat_state: number];
  lobby_data_update: [success: number, lobby_id: bigint, member_id: bigint];
  lobby_message: [lobby_id: bigint, user: bigint, message: string, chat_type: number];
  lobby_invite: [inviter: bigint, lobby: bigint, game: bigint];
  lobby_game_created: [lobby_id: bigint, server_id: bigint, server_ip: string, port: number];
  lobby_kicked: [lobby_id: bigint, admin_id: bigint, due_to_disconnect: number];
  favorites_list_changed: [favorite: object];
  favorites_list_accounts_updated: [result: number];
  avatar_loaded: [avatar_id: bigint, size: number, data: Uint8Array];
  avatar_image_loaded: [avatar_id: bigint, avatar_index: number, width: number, height: number];
  request_clan_officer_list: [message: string, officer_list: readonly unknown[]];
  clan_activity_downloaded: [activity: object];
  enumerate_following_list: [message: string, following: readonly unknown[]];
  is_following: [result: number, steam_id: bigint, following: boolean];
  join_requested: [lobby_id: bigint, steam_id: bigint];
  overlay_toggled: [active: boolean, user_initiated: boolean, app_id: number];
  join_game_requested: [user: bigint, connect: string];
  change_server_requested: [server: string, password: string];
  persona_state_change: [steam_id: bigint, flags: number];
  name_changed: [success: boolean, local_success: boolean, result: number];
  overlay_browser_protocol: [uri: string];
  unread_chat_messages_changed: [];
  equipped_profile_items_changed: [steam_id: bigint];
  equipped_profile_items: [result: number, steam_id: bigint, profile_data: object];
  friend_rich_presence_update: [steam_id: bigint, app_id: number];
  get_follower_count: [result: number, steam_id: bigint, count: number];
  connected_chat_join: [chat_id: bigint, steam_id: bigint];
  connected_chat_leave: [chat_id: bigint, steam_id: bigint, kicked: boolean, dropped: boolean];
  connected_clan_chat_message: [chat: object];
  connected_friend_chat_message: [chat: object];
  join_clan_chat_complete: [chat_id: bigint, response: number];
  client_game_server_deny: [app_id: number, ip: string, server_port: number, secure: number, reason: number];
  duration_control: [result: number, duration: object];
  encrypted_app_ticket_response: [result: string];
  game_web_callback: [url: string];
  get_auth_session_ticket_response: [auth_ticket: number, result: number];
  get_ticket_for_web_api: [auth_ticket: number, result: number, ticket_size: number, ticket_buffer: readonly unknown[]];
  ipc_failure: [type: number];
  licenses_updated: [];
  microtransaction_auth_response: [app_id: number, order_id: bigint, authorized: boolean];
  steam_server_connected: [];
  steam_server_disconnected: [];
  store_auth_url_response: [url: string];
  validate_auth_ticket_response: [auth_id: bigint, response: number, owner_id: bigint];
  steam_server_connect_failed: [result: number, retrying: boolean];
  file_details_result: [result: number, file_size: number, file_hash: Uint8Array, flags: number];
  dlc_installed: [app: number];
  new_launch_url_parameters: [];
  timed_trial_status: [app_id: number, is_offline: boolean, seconds_allowed: number, seconds_played: number];
  check_file_signature: [signature: string];
  gamepad_text_input_dismissed: [submitted: boolean, entered_text: string, app_id: number];
  ip_country: [];
  low_power: [power: number];
  steam_api_call_completed: [async_call: bigint, callback: number, parameter: number];
  steam_shutdown: [];
  app_resuming_from_suspend: [];
  floating_gamepad_text_input_dismissed: [];
  filter_text_dictionary_changed: [language: number];
  get_video_result: [result: number, app_id: number, url: string];
  get_opf_settings_result: [result: number, app_id: number];
  p2p_session_request: [remote_steam_id: bigint];
  p2p_session_connect_fail: [remote_steam_id: bigint, session_error: number];
  network_messages_session_request: [remote_steam_id: bigint];
  network_messages_session_failed: [reason: number, remote_steam_id: bigint, connection_state: number, debug_message: string];
  relay_network_status: [available: number, ping_measurement: number, available_config: number, available_relay: number, debug_message: string];
  network_connection_status_changed: [connect_handle: number, connection: object, old_state: number];
  network_authentication_status: [available: number, debug_message: string];
  fake_ip_result: [result: number, remote_fake_steam_id: bigint, fake_ip: string, port_list: readonly unknown[]];
  current_stats_received: [game_id: bigint, result: number, user_id: bigint];
  global_achievement_percentages_ready: [game_id: bigint, result: number];
  global_stats_received: [game_id: bigint, result: string];
  leaderboard_find_result: [leaderboard_handle: bigint, found: number];
  leaderboard_scores_downloaded: [message: string, leaderboard_handle: bigint, leaderboard_entries: readonly unknown[]];
  leaderboard_score_uploaded: [success: boolean, this_handle: bigint, this_score: object];
  leaderboard_ugc_set: [leaderboard_handle: bigint, result: string];
  number_of_current_players: [success: number, players: number];
  user_achievement_icon_fetched: [game_id: bigint, achievement_name: string, was_achieved: boolean, icon_handle: number];
  user_achievement_stored: [game_id: bigint, group_achieve: boolean, achievement_name: string, current_progress: number, max_progress: number];
  user_stats_received: [game_id: bigint, result: number, user_id: bigint];
  user_stats_stored: [game_id: bigint, result: number];
  user_stats_unloaded: [user_id: bigint];
  music_playback_status_has_changed: [];
  music_volume_has_changed: [new_volume: number];
  music_player_remote_to_front: [];
  music_player_remote_will_activate: [];
  music_player_remote_will_deactivate: [];
  music_player_selects_playlist_entry: [entry: number];
  music_player_selects_queue_entry: [entry: number];
  music_player_wants_looped: [looped: boolean];
  music_player_wants_pause: [];
  music_player_wants_playing_repeat_status: [status: number];
  music_player_wants_play_next: [];
  music_player_wants_play_previous: [];
  music_player_wants_play: [];
  music_player_wants_shuffled: [shuffled: boolean];
  music_player_wants_volume: [volume: number];
  music_player_will_quit: [];
  input_action_event: [input_handle: bigint, event_type: number, action_handle: bigint, is_active: boolean, action_data: object];
  input_device_connected: [input_handle: bigint];
  input_device_disconnected: [input_handle: bigint];
  input_configuration_loaded: [app_id: number, device_handle: bigint, config_data: object];
  input_gamepad_slot_change: [app_id: number, device_handle: bigint, device_type: number, old_gamepad_slot: number, new_gamepad_slot: number];
}

/** The functions of GodotSteam. */
type Named =
  | "getSteamID32"
  | "isAnonAccount"
  | "isAnonUserAccount"
  | "isChatAccount"
  | "isClanAccount"
  | "isConsoleUserAccount"
  | "isIndividualAccount"
  | "isLobby"
  | "isSteamRunning"
  | "restartAppIfNecessary"
  | "steamInit"
  | "steamInitEx"
  | "steamShutdown"
  | "run_callbacks"
  | "get_godotsteam_version"
  | "get_steam_init_result"
  | "get_current_app_id"
  | "set_current_app_id"
  | "get_current_clan_id"
  | "set_current_clan_id"
  | "get_current_steam_id"
  | "set_current_steam_id"
  | "get_browser_handle"
  | "set_browser_handle"
  | "get_inventory_handle"
  | "set_inventory_handle"
  | "get_inventory_update_handle"
  | "set_inventory_update_handle"
  | "get_leaderboard_handle"
  | "set_leaderboard_handle"
  | "get_leaderboard_details_max"
  | "set_leaderboard_details_max"
  | "get_leaderboard_entries"
  | "set_leaderboard_entries"
  | "get_server_list_request"
  | "set_server_list_request"
  | "getFavoriteGames"
  | "addFavoriteGame"
  | "removeFavoriteGame"
  | "requestLobbyList"
  | "addRequestLobbyListStringFilter"
  | "addRequestLobbyListNumericalFilter"
  | "addRequestLobbyListNearValueFilter"
  | "addRequestLobbyListFilterSlotsAvailable"
  | "addRequestLobbyListDistanceFilter"
  | "addRequestLobbyListResultCountFilter"
  | "createLobby"
  | "joinLobby"
  | "leaveLobby"
  | "inviteUserToLobby"
  | "getNumLobbyMembers"
  | "getLobbyMemberByIndex"
  | "getLobbyData"
  | "setLobbyData"
  | "getAllLobbyData"
  | "deleteLobbyData"
  | "getLobbyMemberData"
  | "setLobbyMemberData"
  | "sendLobbyChatMsg"
  | "requestLobbyData"
  | "setLobbyGameServer"
  | "getLobbyGameServer"
  | "setLobbyMemberLimit"
  | "getLobbyMemberLimit"
  | "setLobbyType"
  | "setLobbyJoinable"
  | "getLobbyOwner"
  | "setLobbyOwner"
  | "activateGameOverlay"
  | "activateGameOverlayInviteDialog"
  | "activateGameOverlayInviteDialogConnectString"
  | "activateGameOverlayToStore"
  | "activateGameOverlayToUser"
  | "activateGameOverlayToWebPage"
  | "clearRichPresence"
  | "closeClanChatWindowInSteam"
  | "downloadClanActivityCounts"
  | "enumerateFollowingList"
  | "getChatMemberByIndex"
  | "getClanActivityCounts"
  | "getClanByIndex"
  | "getClanChatMemberCount"
  | "getClanChatMessage"
  | "getClanCount"
  | "getClanName"
  | "getClanOfficerByIndex"
  | "getClanOfficerCount"
  | "getClanOwner"
  | "getClanTag"
  | "getCoplayFriend"
  | "getCoplayFriendCount"
  | "getFollowerCount"
  | "getFriendByIndex"
  | "getFriendCoplayGame"
  | "getFriendCoplayTime"
  | "getFriendCount"
  | "getFriendCountFromSource"
  | "getFriendFromSourceByIndex"
  | "getFriendGamePlayed"
  | "getFriendMessage"
  | "getFriendPersonaName"
  | "getFriendPersonaNameHistory"
  | "getFriendPersonaState"
  | "getFriendRelationship"
  | "getFriendRichPresence"
  | "getFriendRichPresenceKeyCount"
  | "getFriendRichPresenceKeyByIndex"
  | "getFriendsGroupCount"
  | "getFriendsGroupIDByIndex"
  | "getFriendsGroupMembersCount"
  | "getFriendsGroupMembersList"
  | "getFriendsGroupName"
  | "getFriendSteamLevel"
  | "getLargeFriendAvatar"
  | "getMediumFriendAvatar"
  | "getPersonaName"
  | "getPersonaState"
  | "getPlayerAvatar"
  | "getPlayerNickname"
  | "getProfileItemPropertyString"
  | "getProfileItemPropertyInt"
  | "getRecentPlayers"
  | "getSmallFriendAvatar"
  | "getUserFriendsGroups"
  | "getUserRestrictions"
  | "getUserSteamFriends"
  | "getUserSteamGroups"
  | "hasEquippedProfileItem"
  | "hasFriend"
  | "inviteUserToGame"
  | "isClanChatAdmin"
  | "isClanPublic"
  | "isClanOfficialGameGroup"
  | "isClanChatWindowOpenInSteam"
  | "isFollowing"
  | "isUserInSource"
  | "joinClanChatRoom"
  | "leaveClanChatRoom"
  | "openClanChatWindowInSteam"
  | "registerProtocolInOverlayBrowser"
  | "replyToFriendMessage"
  | "requestClanOfficerList"
  | "requestEquippedProfileItems"
  | "requestFriendRichPresence"
  | "requestUserInformation"
  | "sendClanChatMessage"
  | "setInGameVoiceSpeaking"
  | "setListenForFriendsMessages"
  | "setPersonaName"
  | "setPlayedWith"
  | "setRichPresence"
  | "advertiseGame"
  | "beginAuthSession"
  | "cancelAuthTicket"
  | "decompressVoice"
  | "endAuthSession"
  | "getAuthSessionTicket"
  | "getAuthTicketForWebApi"
  | "getAvailableVoice"
  | "getDurationControl"
  | "getEncryptedAppTicket"
  | "getGameBadgeLevel"
  | "getPlayerSteamLevel"
  | "getSteamID"
  | "getVoice"
  | "getVoiceOptimalSampleRate"
  | "initiateGameConnection"
  | "isBehindNAT"
  | "isPhoneIdentifying"
  | "isPhoneRequiringVerification"
  | "isPhoneVerified"
  | "isTwoFactorEnabled"
  | "loggedOn"
  | "requestEncryptedAppTicket"
  | "requestStoreAuthURL"
  | "startVoiceRecording"
  | "setDurationControlOnlineState"
  | "stopVoiceRecording"
  | "terminateGameConnection"
  | "userHasLicenseForApp"
  | "getAppBuildId"
  | "getAppInstallDir"
  | "getAppOwner"
  | "getAvailableGameLanguages"
  | "getBetaInfo"
  | "getCurrentBetaName"
  | "getCurrentGameLanguage"
  | "getDLCCount"
  | "getDLCData"
  | "getDLCDataByIndex"
  | "getDLCDownloadProgress"
  | "getEarliestPurchaseUnixTime"
  | "getFileDetails"
  | "getInstalledDepots"
  | "getLaunchCommandLine"
  | "getLaunchQueryParam"
  | "getNumBetas"
  | "installDLC"
  | "isAppInstalled"
  | "isCybercafe"
  | "isDLCInstalled"
  | "isLowViolence"
  | "isSubscribed"
  | "isSubscribedApp"
  | "isSubscribedFromFamilySharing"
  | "isSubscribedFromFreeWeekend"
  | "isTimedTrial"
  | "isVACBanned"
  | "markContentCorrupt"
  | "setActiveBeta"
  | "setDLCContext"
  | "uninstallDLC"
  | "dismissFloatingGamepadTextInput"
  | "dismissGamepadTextInput"
  | "filterText"
  | "getAPICallFailureReason"
  | "getAppID"
  | "getCurrentBatteryPower"
  | "getImageRGBA"
  | "getImageSize"
  | "getIPCCallCount"
  | "getIPCountry"
  | "getSecondsSinceAppActive"
  | "getSecondsSinceComputerActive"
  | "getServerRealTime"
  | "getSteamUILanguage"
  | "initFilterText"
  | "isAPICallCompleted"
  | "isOverlayEnabled"
  | "isSteamChinaLauncher"
  | "isSteamInBigPictureMode"
  | "isSteamRunningInVR"
  | "isSteamRunningOnSteamDeck"
  | "isVRHeadsetStreamingEnabled"
  | "overlayNeedsPresent"
  | "setGameLauncherMode"
  | "setOverlayNotificationInset"
  | "setOverlayNotificationPosition"
  | "setVRHeadsetStreamingEnabled"
  | "showFloatingGamepadTextInput"
  | "showGamepadTextInput"
  | "startVRDashboard"
  | "getOPFSettings"
  | "getOPFStringForApp"
  | "getVideoURL"
  | "isBroadcasting"
  | "acceptP2PSessionWithUser"
  | "allowP2PPacketRelay"
  | "closeP2PChannelWithUser"
  | "closeP2PSessionWithUser"
  | "getP2PSessionState"
  | "getAvailableP2PPacketSize"
  | "readP2PPacket"
  | "sendP2PPacket"
  | "acceptSessionWithUser"
  | "closeChannelWithUser"
  | "closeSessionWithUser"
  | "getSessionConnectionInfo"
  | "receiveMessagesOnChannel"
  | "sendMessageToUser"
  | "addIdentity"
  | "clearIdentity"
  | "getIdentities"
  | "isIdentityInvalid"
  | "setIdentitySteamID"
  | "getIdentitySteamID"
  | "setIdentitySteamID64"
  | "getIdentitySteamID64"
  | "setIdentityIPAddr"
  | "getIdentityIPAddr"
  | "setIdentityLocalHost"
  | "isIdentityLocalHost"
  | "setGenericString"
  | "getGenericString"
  | "setGenericBytes"
  | "getGenericBytes"
  | "setPSNID"
  | "getPSNID"
  | "setStadiaID"
  | "getStadiaID"
  | "setXboxPairwiseID"
  | "getXboxPairwiseID"
  | "parseIdentityString"
  | "toIdentityString"
  | "addIPAddress"
  | "clearIPAddress"
  | "getIPAddresses"
  | "setIPv4"
  | "setIPv6"
  | "setIPv6LocalHost"
  | "getIPv4"
  | "isIPv4"
  | "isIPv6AllZeros"
  | "isAddressLocalHost"
  | "parseIPAddressString"
  | "toIPAddressString"
  | "checkPingDataUpToDate"
  | "convertPingLocationToString"
  | "estimatePingTimeBetweenTwoLocations"
  | "estimatePingTimeFromLocalHost"
  | "getConfigValue"
  | "getConfigValueInfo"
  | "getDirectPingToPOP"
  | "getLocalPingLocation"
  | "getLocalTimestamp"
  | "getPingToDataCenter"
  | "getPOPCount"
  | "getPOPList"
  | "getRelayNetworkStatus"
  | "initRelayNetworkAccess"
  | "parsePingLocationString"
  | "setConnectionConfigValueFloat"
  | "setConnectionConfigValueInt32"
  | "setConnectionConfigValueString"
  | "setGlobalConfigValueFloat"
  | "setGlobalConfigValueInt32"
  | "setGlobalConfigValueString"
  | "acceptConnection"
  | "beginAsyncRequestFakeIP"
  | "closeConnection"
  | "closeListenSocket"
  | "configureConnectionLanes"
  | "connectP2P"
  | "connectByIPAddress"
  | "connectToHostedDedicatedServer"
  | "createFakeUDPPort"
  | "createHostedDedicatedServerListenSocket"
  | "createListenSocketIP"
  | "createListenSocketP2P"
  | "createListenSocketP2PFakeIP"
  | "createPollGroup"
  | "createSocketPair"
  | "destroyPollGroup"
  | "flushMessagesOnConnection"
  | "getAuthenticationStatus"
  | "getCertificateRequest"
  | "getConnectionInfo"
  | "getConnectionName"
  | "getConnectionRealTimeStatus"
  | "getConnectionUserData"
  | "getDetailedConnectionStatus"
  | "getFakeIP"
  | "getHostedDedicatedServerPOPId"
  | "getHostedDedicatedServerPort"
  | "getListenSocketAddress"
  | "getRemoteFakeIPForConnection"
  | "initAuthentication"
  | "receiveMessagesOnConnection"
  | "receiveMessagesOnPollGroup"
  | "resetIdentity"
  | "runNetworkingCallbacks"
  | "sendMessages"
  | "sendMessageToConnection"
  | "setCertificate"
  | "setConnectionPollGroup"
  | "setConnectionName"
  | "getIdentity"
  | "attachLeaderboardUGC"
  | "clearAchievement"
  | "downloadLeaderboardEntries"
  | "downloadLeaderboardEntriesForUsers"
  | "findLeaderboard"
  | "findOrCreateLeaderboard"
  | "getAchievement"
  | "getAchievementIcon"
  | "getLeaderboardDisplayType"
  | "getLeaderboardEntryCount"
  | "getLeaderboardName"
  | "getLeaderboardSortMethod"
  | "getStatFloat"
  | "getStatInt"
  | "requestCurrentStats"
  | "requestUserStats"
  | "resetAllStats"
  | "setAchievement"
  | "setStatFloat"
  | "setStatInt"
  | "storeStats"
  | "uploadLeaderboardScore"
  | "getPlaybackStatus"
  | "musicGetVolume"
  | "musicIsEnabled"
  | "musicIsPlaying"
  | "musicPause"
  | "musicPlay"
  | "musicPlayNext"
  | "musicPlayPrev"
  | "musicSetVolume"
  | "deregisterSteamMusicRemote"
  | "enableLooped"
  | "enablePlaylists"
  | "enablePlayNext"
  | "enablePlayPrevious"
  | "enableQueue"
  | "enableShuffled"
  | "isCurrentMusicRemote"
  | "registerSteamMusicRemote"
  | "setDisplayName"
  | "updateLooped"
  | "updateShuffled"
  | "enableDeviceCallbacks"
  | "getConnectedControllers"
  | "getInputTypeForHandle"
  | "inputInit"
  | "inputShutdown"
  | "runFrame"
  | "setLEDColor"
  | "showBindingPanel"
  | "triggerHapticPulse"
  | "triggerRepeatedHapticPulse"
  | "triggerSimpleHapticEvent"
  | "triggerVibration"
  | "triggerVibrationExtended";

type Current = Steam<"steam_id">;
type Given<Name> = Name extends keyof Current ? (Current[Name] extends Signal<infer Handler> ? Parameters<Handler> : never) : never;
type Fits<Ours extends readonly unknown[], Theirs extends readonly unknown[]> = Ours extends Theirs ? (Theirs["length"] extends Ours["length"] ? true : false) : false;
/** Signals that are missing, or that have other arguments. */
type WrongSignals = { [Name in keyof Emitted]: [Given<Name>] extends [never] ? Name : Fits<Given<Name>, Emitted[Name]> extends true ? never : Name }[keyof Emitted];
/** Functions that are missing. */
type MissingFunctions = { [Name in Named]: Name extends keyof Current ? (Current[Name] extends (...args: never[]) => unknown ? never : Name) : Name }[Named];
type None<Wrong extends never> = Wrong;

export type EverySignalHasItsArguments = None<WrongSignals>;
export type EveryFunctionIsThere = None<MissingFunctions>;
