# In the guest, which is cut at any moment: mounts its own disk and plays visits into a journal on it.
b=/run/lab/busybox
. /run/lab/settings
$b mkdir -p /run/disk
$b mount -t ext4 /dev/vda /run/disk || exit 1
"$NODE" /run/lab/player.js /run/disk/data/journal.sqlite /run/lab/score.json 0 /dev/ttyS1
echo "the player ended with $?" >/dev/ttyS0
$b sleep 1
$b poweroff -f
