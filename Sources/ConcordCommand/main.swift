import CTextWidth
import Glibc

// A closed pipe is an error of a write, not the end of the process.
signal(SIGPIPE, SIG_IGN)
_ = concord_set_locale()
exit(await Program.run(Array(CommandLine.arguments.dropFirst())))
