#!/bin/busybox sh
# First program of the guest, twice: in the initramfs, which knows only how to reach the host's files, and again with
# those files, read-only, as its root. What it must know lies in /run/lab, which the host fills before each run.
b=/bin/busybox

if [ "$1" != inside ]; then
  $b mkdir -p /proc /sys /dev /root
  $b mount -t proc proc /proc
  $b mount -t sysfs sys /sys
  $b mount -t devtmpfs dev /dev
  buses=$($b sed 's/.*lab.buses=\([0-9]*\).*/\1/' /proc/cmdline)
  for module in /modules/*; do
    case $module in
    *dummy_hcd*) $b insmod "$module" num="$buses" ;;
    *) $b insmod "$module" ;;
    esac
  done
  $b mount -t 9p -o ro,trans=virtio,version=9p2000.L,msize=512000,cache=loose host /root
  for place in proc sys dev; do $b mount -o move /$place /root/$place; done
  $b mount -t tmpfs run /root/run
  $b mkdir /root/run/lab
  $b mount -t 9p -o ro,trans=virtio,version=9p2000.L lab /root/run/lab
  exec $b switch_root /root /run/lab/busybox sh /run/lab/init.sh inside
fi

b=/run/lab/busybox
. /run/lab/settings
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/run/home
# Not over the host's /tmp: the product itself may lie there.
export TMPDIR=/run/tmp
$b mkdir -p /dev/pts /dev/shm /run/home /run/tmp /run/udev/rules.d
$b chmod 1777 /run/tmp
[ -e /run/lab/only.sh ] && exec $b sh /run/lab/only.sh
$b mount -t devpts devpts /dev/pts
$b mount -t tmpfs shm /dev/shm
$b mount -t configfs configfs /sys/kernel/config
$b ifconfig lo 127.0.0.1 up

# The group that the rules hand the instruments to, and the ordinary user in it that the core runs as.
{ $b cat /etc/group; echo "$GROUP:x:$GROUP_ID:"; } >/run/group
$b mount -o bind /run/group /etc/group
$b cp /run/lab/udev.rules /run/udev/rules.d/70-lab.rules
for udevd in /usr/lib/systemd/systemd-udevd /lib/systemd/systemd-udevd; do
  [ -x $udevd ] && break
done
$udevd --daemon

"$NODE" /run/lab/room.js "$PLAN" "$GROUP_ID" 3>/dev/ttyS1
echo "{\"kind\":\"end\",\"code\":$?}" >/dev/ttyS1
$b sleep 1
$b poweroff -f
