const ids = new WeakMap<object, number>();
let last = 0;

/**
 * A number for an object, Godot's `get_instance_id()`: the same for the same object as long as the page lives, never 0, and of no
 * meaning anywhere else. 0 for none.
 */
export function instanceId(object: object | null | undefined): number {
  if (!object) return 0;
  let id = ids.get(object);
  if (!id) ids.set(object, (id = ++last));
  return id;
}
