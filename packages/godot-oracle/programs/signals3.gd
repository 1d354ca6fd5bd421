# Signals by name in Godot 3. Its twin in TypeScript is signals3.test.helper.ts, line for line; both must say the same.
#
# Not asked, because our signals are Godot 4's there: the order of several handlers (Godot 3 has none that one could rely on), a one-shot that
# emits its signal again (still connected during the call), and counted connections (one disconnect too many is needed).

signal none
signal one(value)
signal two(a, b)

func on_none(): print("on_none")
func on_one(value): print("on_one ", value)
func on_two(a, b): print("on_two ", a, " ", b)
func any(a = "-", b = "-", c = "-", d = "-"): print("any ", a, " ", b, " ", c, " ", d)
func first(): print("first")
func second(): print("second")
func third(): print("third")
func broken():
	var nothing = null
	nothing.call("anything")
func connect_third():
	print("connect_third")
	connect("none", self, "third")

func main():
	print("connect ", connect("one", self, "on_one"))
	print("connect again ", connect("one", self, "on_one"))
	emit_signal("one", 1)
	print("is_connected ", is_connected("one", self, "on_one"), " ", is_connected("one", self, "on_none"))
	disconnect("one", self, "on_one")
	print("gone ", is_connected("one", self, "on_one"))
	disconnect("one", self, "on_one")
	emit_signal("one", 2)

	print("binds ", connect("one", self, "any", ["x", "y"]), " ", connect("one", self, "any", ["z"]))
	emit_signal("one", 1)
	disconnect("one", self, "any")

	print("one shot ", connect("one", self, "on_one", [], CONNECT_ONESHOT))
	emit_signal("one", 1)
	emit_signal("one", 2)

	connect("none", self, "connect_third")
	emit_signal("none")
	print("--")
	disconnect("none", self, "connect_third")
	emit_signal("none")
	disconnect("none", self, "third")

	connect("none", self, "broken")
	connect("none", self, "first")
	emit_signal("none")
	print("still connected ", is_connected("none", self, "broken"))
	disconnect("none", self, "broken")
	disconnect("none", self, "first")

	print("has_signal ", has_signal("one"), " ", has_signal("nothing"))
	connect("one", self, "on_one")
	set_block_signals(true)
	print("blocking ", is_blocking_signals())
	emit_signal("one", 1)
	set_block_signals(false)
	print("blocking ", is_blocking_signals())
	emit_signal("one", 2)
	print("connections ", get_signal_connection_list("one").size(), " ", get_signal_connection_list("two").size())
	disconnect("one", self, "on_one")

	connect("two", self, "on_two")
	emit_signal("two", 1, "b")
	disconnect("two", self, "on_two")

	add_user_signal("extra")
	print("user ", has_user_signal("extra"), " ", has_user_signal("one"), " ", has_signal("extra"))
	connect("extra", self, "on_none")
	emit_signal("extra")

	connect("none", self, "second", [], CONNECT_DEFERRED)
	connect("none", self, "first")
	emit_signal("none")
	emit_signal("none")
	print("end of the frame")
	yield(Engine.get_main_loop(), "idle_frame")
	print("next frame")
