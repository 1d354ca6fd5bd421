# Signal and Callable in Godot 4. Its twin in TypeScript is signals4.test.helper.ts, line for line; both must say the same.

signal none
signal one(value)
signal two(a, b)

var depth = 0

func on_none(): print("on_none")
func on_one(value): print("on_one ", value)
func on_two(a, b): print("on_two ", a, " ", b)
func any(a = "-", b = "-", c = "-", d = "-"): print("any ", a, " ", b, " ", c, " ", d)
func sum(a, b): return a + b
func first(): print("first")
func second(): print("second")
func third(): print("third")
func again(value):
	print("again ", value)
	if depth < 3:
		depth += 1
		one.emit(value + 1)
func connect_third():
	print("connect_third")
	none.connect(third)
func disconnect_second():
	print("disconnect_second")
	if none.is_connected(second): none.disconnect(second)
func sourced(value, source): print("sourced ", value, " ", source == self)
func sourced_none(source): print("sourced_none ", source == self)
func sourced_bound(value, source, bound): print("sourced_bound ", value, " ", source == self, " ", bound)

func main():
	results()
	identity()
	one_shot()
	counted()
	source_object()
	snapshot()
	object_forms()
	answers()
	await deferred()
	await waiting()
	callables()
	await callables_deferred()

func clear(s):
	for connection in s.get_connections(): s.disconnect(connection.callable)

func results():
	print("connect ", one.connect(on_one))
	print("connect again ", one.connect(on_one))
	print("connect nothing ", one.connect(Callable()))
	one.emit(1)
	one.disconnect(on_one)
	print("disconnected ", one.is_connected(on_one))
	one.disconnect(on_one)
	one.emit(2)
	print("after")

func identity():
	print("bound ", one.connect(any.bind("x")))
	print("bound otherwise ", one.connect(any.bind("y")))
	print("not bound ", one.connect(any))
	print("is_connected ", one.is_connected(any), " ", one.is_connected(any.bind("z")), " ", one.is_connected(on_one))
	one.emit(1)
	one.disconnect(any.bind("w"))
	print("gone ", one.has_connections())
	print("unbound ", two.connect(on_one.unbind(1)))
	print("the same ", two.connect(on_one))
	two.emit(1, 2)
	clear(two)
	var lambda = func(value): print("lambda ", value)
	print("lambda ", one.connect(lambda), " ", one.connect(lambda), " ", one.connect(func(value): print("other ", value)))
	one.emit(3)
	clear(one)

func one_shot():
	one.connect(again, CONNECT_ONE_SHOT)
	one.emit(1)
	print("depth ", depth, " ", one.is_connected(again))
	one.connect(again)
	depth = 0
	one.emit(1)
	clear(one)
	print("one shot twice ", one.connect(on_one, CONNECT_ONE_SHOT), " ", one.connect(on_one, CONNECT_ONE_SHOT))
	one.emit(5)
	one.emit(6)
	print("one shot anew ", one.connect(on_one, CONNECT_ONE_SHOT))
	one.emit(7)

func counted():
	print("counted ", one.connect(on_one, CONNECT_REFERENCE_COUNTED), " ", one.connect(on_one, CONNECT_REFERENCE_COUNTED), " ", one.connect(on_one, CONNECT_REFERENCE_COUNTED))
	one.emit(1)
	one.disconnect(on_one)
	one.disconnect(on_one)
	print("still ", one.is_connected(on_one))
	one.emit(2)
	one.disconnect(on_one)
	print("no more ", one.is_connected(on_one))
	one.emit(3)
	print("plain first ", one.connect(on_one), " ", one.connect(on_one, CONNECT_REFERENCE_COUNTED), " ", one.connect(on_one))
	one.disconnect(on_one)
	print("left ", one.is_connected(on_one))
	clear(one)
	print("counted first ", one.connect(on_one, CONNECT_REFERENCE_COUNTED), " ", one.connect(on_one))
	clear(one)
	print("counted shot ", one.connect(on_one, CONNECT_REFERENCE_COUNTED | CONNECT_ONE_SHOT), " ", one.connect(on_one, CONNECT_REFERENCE_COUNTED | CONNECT_ONE_SHOT))
	one.emit(4)
	one.emit(5)
	one.emit(6)
	clear(one)

func source_object():
	one.connect(sourced, CONNECT_APPEND_SOURCE_OBJECT)
	none.connect(sourced_none, CONNECT_APPEND_SOURCE_OBJECT)
	one.emit(1)
	none.emit()
	clear(one)
	clear(none)
	one.connect(sourced_bound.bind("b"), CONNECT_APPEND_SOURCE_OBJECT)
	one.emit(2)
	clear(one)
	two.connect(sourced.unbind(1), CONNECT_APPEND_SOURCE_OBJECT)
	two.emit(3, 4)
	clear(two)
	one.connect(sourced_none.unbind(1), CONNECT_APPEND_SOURCE_OBJECT)
	one.emit(5)
	clear(one)

func snapshot():
	none.connect(connect_third)
	none.connect(disconnect_second)
	none.connect(second)
	none.connect(first)
	none.emit()
	print("--")
	none.emit()
	clear(none)
	for handler in [third, first, second]: none.connect(handler)
	none.disconnect(first)
	none.connect(first)
	none.emit()
	print("in order ", none.get_connections().map(func(c): return c.callable.get_method()))
	clear(none)

func object_forms():
	print("by name ", connect("one", on_one), " ", is_connected("one", on_one), " ", connect("one", on_one))
	print("emit_signal ", emit_signal("one", 1))
	disconnect("one", on_one)
	# A signal of the engine's own, as those of Steam are; one of a script answers 0 once anything was connected.
	var node = Node.new()
	print("nobody yet ", node.emit_signal("renamed"))
	node.connect("renamed", on_none)
	node.disconnect("renamed", on_none)
	print("nobody ", node.emit_signal("renamed"))
	node.free()
	print("unknown ", emit_signal("nothing"), " ", has_signal("nothing"), " ", has_signal("one"), " ", connect("nothing", on_one))
	one.connect(on_one)
	set_block_signals(true)
	print("blocked ", is_blocking_signals(), " ", emit_signal("one", 3))
	one.emit(4)
	set_block_signals(false)
	print("open ", emit_signal("one", 5))
	print("list ", get_signal_connection_list("one").size(), " ", get_signal_connection_list("two").size())
	clear(one)
	add_user_signal("extra")
	print("user ", has_user_signal("extra"), " ", has_user_signal("one"), " ", has_signal("extra"))
	print("extra ", connect("extra", on_none), " ", emit_signal("extra"))
	remove_user_signal("extra")
	print("removed ", has_signal("extra"))

func answers():
	one.connect(on_one, CONNECT_DEFERRED | CONNECT_ONE_SHOT)
	two.connect(on_two)
	for connection in one.get_connections() + two.get_connections():
		print(connection.signal.get_name(), " ", connection.callable.get_method(), " ", connection.flags)
	print("names ", one.get_name(), " ", one.get_object() == self, " ", one.is_null(), " ", one.get_object_id() == get_instance_id())
	print("has ", one.has_connections(), " ", none.has_connections())
	clear(one)
	clear(two)
	one.connect(two.emit.bind(9))
	two.connect(on_two)
	one.emit(8)
	clear(one)
	clear(two)

func deferred():
	none.connect(second, CONNECT_DEFERRED)
	none.connect(first)
	one.connect(on_one, CONNECT_DEFERRED | CONNECT_ONE_SHOT)
	none.emit()
	one.emit(1)
	one.emit(2)
	none.emit()
	print("end of the frame")
	await Engine.get_main_loop().process_frame
	print("next frame")
	clear(none)
	none.connect(second, CONNECT_DEFERRED)
	none.emit()
	clear(none)
	await Engine.get_main_loop().process_frame
	print("delivered all the same")

func waiting():
	emit_later()
	print("none gives ", await none)
	emit_later()
	print("one gives ", await one)
	emit_later()
	print("two gives ", await two)
	print("left over ", none.has_connections(), " ", one.has_connections(), " ", two.has_connections())

func emit_later():
	await Engine.get_main_loop().process_frame
	none.emit()
	one.emit(1)
	two.emit(1, "b")

func callables():
	print("call ", sum.call(1, 2), " ", sum.callv([3, 4]), " ", sum.bind(5).call(6), " ", sum.bindv([7]).call(8))
	any.bind(3, 4).unbind(1).call(1, 2)
	any.unbind(1).bind(3, 4).call(1, 2)
	any.bind(1).bind(2).bind(3).call(0)
	any.bind(1, 2).bind(3).call(0)
	any.unbind(1).call(1, 2)
	any.unbind(2).unbind(1).call(1, 2, 3, 4)
	any.bind(1).unbind(1).bind(2).call(7)
	any.callv([])
	for callable in [on_one, on_one.bind(1), on_one.unbind(1), Callable(), func(): pass, Callable(self, "on_one"), Callable(self, "no_such"), any.bind(1, 2).bind(3), any.unbind(2).bind(1), any.bind(4).unbind(2)]:
		print("valid ", callable.is_valid(), " null ", callable.is_null(), " custom ", callable.is_custom(), " standard ", callable.is_standard(), " object ", callable.get_object() == self)
		print("  bound ", callable.get_bound_arguments(), " ", callable.get_bound_arguments_count(), " unbound ", callable.get_unbound_arguments_count())
	print("methods ", on_one.get_method(), " ", on_one.bind(1).get_method(), " ", Callable().get_method() == &"", " ", sum.get_argument_count(), " ", sum.bind(1).get_argument_count(), " ", sum.unbind(1).get_argument_count(), " ", on_none.get_argument_count())
	var lambda = func(): pass
	print("equal ", on_one == on_one, " ", on_one == Callable(self, "on_one"), " ", on_one == on_two, " ", on_one.bind(1) == on_one, " ", on_one.bind(1) == on_one.bind(1), " ", on_one.bind(1) == on_one.bind(2), " ", lambda == lambda, " ", Callable() == Callable())
	print("equal, unbound ", on_one.unbind(1) == on_one.unbind(1), " ", on_one.unbind(1) == on_one.unbind(2), " ", on_one.unbind(1) == on_one, " ", on_one.bind(1, 2) == on_one.bind(1).bind(2))
	print("hash ", on_one.hash() == Callable(self, "on_one").hash())
	print("missing ", Callable(self, "no_such").call(), " ", Callable().call())

func callables_deferred():
	any.call_deferred("later")
	any.bind("bound").call_deferred("later")
	print("now")
	await Engine.get_main_loop().process_frame
	print("then")
