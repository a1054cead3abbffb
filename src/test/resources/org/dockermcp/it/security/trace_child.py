"""Traces a child of its own, as debuggers do."""
import ctypes
import os
import signal

libc = ctypes.CDLL(None, use_errno=True)
TRACEME, CONT = 0, 7

child = os.fork()
if child == 0:
    libc.ptrace(TRACEME, 0, 0, 0)
    os.kill(os.getpid(), signal.SIGSTOP)
    os._exit(7)
_, status = os.waitpid(child, 0)
print("stopped" if os.WIFSTOPPED(status) else status)
libc.ptrace(CONT, child, 0, 0)
_, status = os.waitpid(child, 0)
print("exited", os.WEXITSTATUS(status))
