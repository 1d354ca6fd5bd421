import { Signal, type SignalHost } from "../../godot/signal.js";

/**
 * Signals of what is not here. They can be connected, so that a game that does finds what it looks for, and are never emitted; save those that
 * answer a question which a game would wait for, see absent.ts.
 */
export interface AbsentSignals {
  readonly favorites_list_changed: Signal<(favorite: object) => void>;
  readonly favorites_list_accounts_updated: Signal<(result: number) => void>;
  readonly request_clan_officer_list: Signal<(message: string, officer_list: unknown[]) => void>;
  readonly clan_activity_downloaded: Signal<(activity: object) => void>;
  readonly enumerate_following_list: Signal<(message: string, following: unknown[]) => void>;
  readonly is_following: Signal<(result: number, steam_id: bigint, following: boolean) => void>;
  readonly change_server_requested: Signal<(server: string, password: string) => void>;
  readonly overlay_browser_protocol: Signal<(uri: string) => void>;
  readonly unread_chat_messages_changed: Signal<() => void>;
  readonly equipped_profile_items_changed: Signal<(steam_id: bigint) => void>;
  readonly equipped_profile_items: Signal<(result: number, steam_id: bigint, profile_data: object) => void>;
  readonly get_follower_count: Signal<(result: number, steam_id: bigint, count: number) => void>;
  readonly connected_chat_join: Signal<(chat_id: bigint, steam_id: bigint) => void>;
  readonly connected_chat_leave: Signal<(chat_id: bigint, steam_id: bigint, kicked: boolean, dropped: boolean) => void>;
  readonly connected_clan_chat_message: Signal<(chat: object) => void>;
  readonly connected_friend_chat_message: Signal<(chat: object) => void>;
  readonly join_clan_chat_complete: Signal<(chat_id: bigint, response: number) => void>;
  readonly client_game_server_deny: Signal<(app_id: number, ip: string, server_port: number, secure: number, reason: number) => void>;
  readonly duration_control: Signal<(result: number, duration: object) => void>;
  readonly encrypted_app_ticket_response: Signal<(result: string) => void>;
  readonly game_web_callback: Signal<(url: string) => void>;
  readonly get_ticket_for_web_api: Signal<(auth_ticket: number, result: number, ticket_size: number, ticket_buffer: unknown[]) => void>;
  readonly ipc_failure: Signal<(type: number) => void>;
  readonly licenses_updated: Signal<() => void>;
  readonly microtransaction_auth_response: Signal<(app_id: number, order_id: bigint, authorized: boolean) => void>;
  readonly store_auth_url_response: Signal<(url: string) => void>;
  readonly file_details_result: Signal<(result: number, file_size: number, file_hash: Uint8Array, flags: number) => void>;
  readonly dlc_installed: Signal<(app: number) => void>;
  readonly timed_trial_status: Signal<(app_id: number, is_offline: boolean, seconds_allowed: number, seconds_played: number) => void>;
  readonly check_file_signature: Signal<(signature: string) => void>;
  readonly gamepad_text_input_dismissed: Signal<(submitted: boolean, entered_text: string, app_id: number) => void>;
  readonly ip_country: Signal<() => void>;
  readonly low_power: Signal<(power: number) => void>;
  readonly steam_api_call_completed: Signal<(async_call: bigint, callback: number, parameter: number) => void>;
  readonly steam_shutdown: Signal<() => void>;
  readonly app_resuming_from_suspend: Signal<() => void>;
  readonly floating_gamepad_text_input_dismissed: Signal<() => void>;
  readonly filter_text_dictionary_changed: Signal<(language: number) => void>;
  readonly get_video_result: Signal<(result: number, app_id: number, url: string) => void>;
  readonly get_opf_settings_result: Signal<(result: number, app_id: number) => void>;
  readonly network_authentication_status: Signal<(available: number, debug_message: string) => void>;
  readonly fake_ip_result: Signal<(result: number, remote_fake_steam_id: bigint, fake_ip: string, port_list: unknown[]) => void>;
  readonly current_stats_received: Signal<(game_id: bigint, result: number, user_id: bigint) => void>;
  readonly global_achievement_percentages_ready: Signal<(game_id: bigint, result: number) => void>;
  readonly global_stats_received: Signal<(game_id: bigint, result: string) => void>;
  readonly leaderboard_find_result: Signal<(leaderboard_handle: bigint, found: number) => void>;
  readonly leaderboard_scores_downloaded: Signal<(message: string, leaderboard_handle: bigint, leaderboard_entries: unknown[]) => void>;
  readonly leaderboard_score_uploaded: Signal<(success: boolean, this_handle: bigint, this_score: object) => void>;
  readonly leaderboard_ugc_set: Signal<(leaderboard_handle: bigint, result: string) => void>;
  readonly number_of_current_players: Signal<(success: number, players: number) => void>;
  readonly user_achievement_icon_fetched: Signal<(game_id: bigint, achievement_name: string, was_achieved: boolean, icon_handle: number) => void>;
  readonly user_achievement_stored: Signal<(game_id: bigint, group_achieve: boolean, achievement_name: string, current_progress: number, max_progress: number) => void>;
  readonly user_stats_received: Signal<(game_id: bigint, result: number, user_id: bigint) => void>;
  readonly user_stats_stored: Signal<(game_id: bigint, result: number) => void>;
  readonly user_stats_unloaded: Signal<(user_id: bigint) => void>;
  readonly music_playback_status_has_changed: Signal<() => void>;
  readonly music_volume_has_changed: Signal<(new_volume: number) => void>;
  readonly music_player_remote_to_front: Signal<() => void>;
  readonly music_player_remote_will_activate: Signal<() => void>;
  readonly music_player_remote_will_deactivate: Signal<() => void>;
  readonly music_player_selects_playlist_entry: Signal<(entry: number) => void>;
  readonly music_player_selects_queue_entry: Signal<(entry: number) => void>;
  readonly music_player_wants_looped: Signal<(looped: boolean) => void>;
  readonly music_player_wants_pause: Signal<() => void>;
  readonly music_player_wants_playing_repeat_status: Signal<(status: number) => void>;
  readonly music_player_wants_play_next: Signal<() => void>;
  readonly music_player_wants_play_previous: Signal<() => void>;
  readonly music_player_wants_play: Signal<() => void>;
  readonly music_player_wants_shuffled: Signal<(shuffled: boolean) => void>;
  readonly music_player_wants_volume: Signal<(volume: number) => void>;
  readonly music_player_will_quit: Signal<() => void>;
  readonly input_action_event: Signal<(input_handle: bigint, event_type: number, action_handle: bigint, is_active: boolean, action_data: object) => void>;
  readonly input_device_connected: Signal<(input_handle: bigint) => void>;
  readonly input_device_disconnected: Signal<(input_handle: bigint) => void>;
  readonly input_configuration_loaded: Signal<(app_id: number, device_handle: bigint, config_data: object) => void>;
  readonly input_gamepad_slot_change: Signal<(app_id: number, device_handle: bigint, device_type: number, old_gamepad_slot: number, new_gamepad_slot: number) => void>;
}

const NAMES: readonly (keyof AbsentSignals)[] = [
  "favorites_list_changed", "favorites_list_accounts_updated", "request_clan_officer_list",
  "clan_activity_downloaded", "enumerate_following_list", "is_following", "change_server_requested", "overlay_browser_protocol",
  "unread_chat_messages_changed", "equipped_profile_items_changed", "equipped_profile_items", "get_follower_count",
  "connected_chat_join", "connected_chat_leave", "connected_clan_chat_message", "connected_friend_chat_message",
  "join_clan_chat_complete", "client_game_server_deny", "duration_control", "encrypted_app_ticket_response", "game_web_callback",
  "get_ticket_for_web_api", "ipc_failure", "licenses_updated", "microtransaction_auth_response", "store_auth_url_response",
  "file_details_result", "dlc_installed", "timed_trial_status", "check_file_signature", "gamepad_text_input_dismissed", "ip_country",
  "low_power", "steam_api_call_completed", "steam_shutdown", "app_resuming_from_suspend", "floating_gamepad_text_input_dismissed",
  "filter_text_dictionary_changed", "get_video_result", "get_opf_settings_result",
  "network_authentication_status", "fake_ip_result", "current_stats_received", "global_achievement_percentages_ready",
  "global_stats_received", "leaderboard_find_result", "leaderboard_scores_downloaded", "leaderboard_score_uploaded",
  "leaderboard_ugc_set", "number_of_current_players", "user_achievement_icon_fetched", "user_achievement_stored", "user_stats_received",
  "user_stats_stored", "user_stats_unloaded", "music_playback_status_has_changed", "music_volume_has_changed",
  "music_player_remote_to_front", "music_player_remote_will_activate", "music_player_remote_will_deactivate",
  "music_player_selects_playlist_entry", "music_player_selects_queue_entry", "music_player_wants_looped", "music_player_wants_pause",
  "music_player_wants_playing_repeat_status", "music_player_wants_play_next", "music_player_wants_play_previous",
  "music_player_wants_play", "music_player_wants_shuffled", "music_player_wants_volume", "music_player_will_quit", "input_action_event",
  "input_device_connected", "input_device_disconnected", "input_configuration_loaded", "input_gamepad_slot_change",
];

/** The signals above. */
export function absentSignals(host: SignalHost): AbsentSignals {
  return Object.fromEntries(NAMES.map((name) => [name, new Signal(name, host)])) as unknown as AbsentSignals;
}
