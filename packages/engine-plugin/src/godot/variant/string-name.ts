/** Godot's StringName, `&"name"`: a text that is kept apart from String. Two of one text are equal by their text, not by `===`. Godot 4 only. */
export class StringName {
  readonly text: string;

  constructor(text = "") {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}
