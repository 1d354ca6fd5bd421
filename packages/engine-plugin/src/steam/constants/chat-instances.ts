/** Bits 32-51 of the id of a chat say what kind it is: the lowest twelve tell chats apart, those above are flags. */
export const CHAT_INSTANCES = {
  CHAT_ACCOUNT_INSTANCE_MASK: 0xfff,
  CHAT_INSTANCE_FLAG_CLAN: 0x80000,
  CHAT_INSTANCE_FLAG_LOBBY: 0x40000,
  CHAT_INSTANCE_FLAG_MMS_LOBBY: 0x20000,
} as const;
