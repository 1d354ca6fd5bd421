/** What `Engine.get_singleton` finds. `Steam` is in here once there is one. */
export const singletons = new Map<string, object>();
