import Glibc

let words = Array(CommandLine.arguments.dropFirst())
// The server waits for signals, which is possible before there are other threads only.
if words.first == "serve" { exit(ServeCommand.run(Array(words.dropFirst()))) }
if words.first == "coverage" { exit(await CoverageCommand.run(Array(words.dropFirst()))) }
exit(await Bench.run(words))
