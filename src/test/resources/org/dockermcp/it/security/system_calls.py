"""Makes 29 system calls, each with arguments that would do if it were allowed, and tells what became of each."""
import ctypes
import errno
import os
import platform
import struct

libc = ctypes.CDLL(None, use_errno=True)
ARM = platform.machine() == "aarch64"
NEWUSER = 0x10000000
buffers = []


def memory(content, size=0):
    buffer = ctypes.create_string_buffer(content, max(size, len(content) + 1))
    buffers.append(buffer)
    return ctypes.addressof(buffer)


def call(name, x86, arm, *arguments):
    ctypes.set_errno(0)
    result = libc.syscall(ctypes.c_long(arm if ARM else x86), *map(ctypes.c_long, arguments))
    code = ctypes.get_errno()
    if name.startswith("clone") and result == 0:
        os._exit(0)
    print(name, errno.errorcode.get(code, code) if result < 0 else "done", flush=True)


os.makedirs("/tmp/folder", exist_ok=True)
root, folder, no_file = memory(b"/"), memory(b"/tmp/folder"), memory(b"/tmp/none")
text, tmpfs, key = memory(b""), memory(b"tmpfs"), memory(b"user")
own = os.open("/proc/self/ns/uts", os.O_RDONLY)
program = os.open("/bin/sh", os.O_RDONLY)
SESSION = -3

call("mount", 165, 40, tmpfs, folder, tmpfs, 0, text)
call("umount2", 166, 39, memory(b"/proc"), 2)
call("pivot_root", 155, 41, folder, folder)
call("chroot", 161, 51, root)
call("unshare", 272, 97, NEWUSER)
call("setns", 308, 268, own, 0)
call("clone", 56, 220, NEWUSER | 17, 0, 0, 0, 0)
call("clone3", 435, 435, memory(struct.pack("11Q", NEWUSER, 0, 0, 0, 17, 0, 0, 0, 0, 0, 0)), 88)
call("keyctl", 250, 219, 0, SESSION, 1)
call("add_key", 248, 217, key, memory(b"docker-mcp"), memory(b"x"), 1, SESSION)
call("request_key", 249, 218, key, memory(b"docker-mcp"), 0, SESSION)
call("bpf", 321, 280, 0, memory(struct.pack("4I", 2, 4, 4, 1), 128), 128)
call("perf_event_open", 298, 241, memory(struct.pack("2IQ", 1, 112, 0), 112), 0, -1, -1, 0)
call("userfaultfd", 323, 282, 1)
call("io_uring_setup", 425, 425, 1, memory(b"", 120))
call("io_uring_enter", 426, 426, 0, 0, 0, 0, 0)
call("io_uring_register", 427, 427, 0, 0, 0, 0)
call("mknodat", 259, 33, -100, memory(b"/tmp/device"), 0o020600, os.makedev(1, 3))
call("open_by_handle_at", 304, 265, -100, memory(struct.pack("2I", 8, 1), 16), 0)
call("swapon", 167, 224, no_file, 0)
call("reboot", 169, 142, 0xFEE1DEAD, 672274793, 0, 0)
call("init_module", 175, 105, root, 1, text)
call("finit_module", 313, 273, program, text, 0)
call("kexec_load", 246, 104, 0, 0, 0, 0)
call("acct", 163, 89, 0)
call("settimeofday", 164, 170, 0, 0)
call("socket AF_VSOCK", 41, 198, 40, 1, 0)
call("socket AF_ALG", 41, 198, 38, 5, 0)
call("socket AF_INET raw", 41, 198, 2, 3, 1)
