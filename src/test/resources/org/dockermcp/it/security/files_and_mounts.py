"""Tries 12 ways out by files and mounts, and tells of each whether it was refused."""
import ctypes
import glob
import os
import stat

libc = ctypes.CDLL(None, use_errno=True)


def tell(name, attempt):
    try:
        print(name, "done" if attempt() else "refused", flush=True)
    except OSError:
        print(name, "refused", flush=True)


def writable(pattern):
    """Opens and closes only: what would be written could harm the machine."""
    for path in glob.glob(pattern, recursive=True):
        try:
            os.close(os.open(path, os.O_WRONLY))
            return True
        except OSError:
            pass
    return False


def mounts(kind, options=b""):
    os.makedirs("/tmp/folder", exist_ok=True)
    return libc.mount(kind, b"/tmp/folder", kind, 0, options) == 0


def read(path):
    with open(path, "rb") as file:
        return len(file.read(1)) > 0


def block_device():
    os.mknod("/tmp/disk", 0o600 | stat.S_IFBLK, os.makedev(254, 0))
    return True


tell("/proc/sys/kernel/core_pattern", lambda: writable("/proc/sys/kernel/core_pattern"))
tell("/proc/sys/vm", lambda: writable("/proc/sys/vm/*"))
tell("/proc/sysrq-trigger", lambda: writable("/proc/sysrq-trigger"))
tell("cgroup", lambda: writable("/sys/fs/cgroup/**/release_agent") or writable("/sys/fs/cgroup/**/*.max"))
tell("/sys/kernel", lambda: writable("/sys/kernel/*") or writable("/sys/module/*/parameters/*"))
tell("/proc/kcore", lambda: read("/proc/kcore"))
tell("/dev/mem", lambda: read("/dev/mem"))
tell("block device", block_device)
tell("mount proc", lambda: mounts(b"proc"))
tell("mount overlay", lambda: mounts(b"overlay", b"lowerdir=/etc:/usr"))
tell("mount cgroup", lambda: mounts(b"cgroup", b"memory") or mounts(b"cgroup2"))
tell("engine's socket", lambda: any(map(os.path.exists, ["/var/run/docker.sock", "/run/docker.sock"])))
