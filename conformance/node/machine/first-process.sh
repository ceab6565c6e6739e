#!/bin/sh
# The first process in the node's namespaces: first-process.sh FOLDER PROGRAMS. Makes file systems and network, reaps orphans, and ends with its
# standard input; the kernel then kills all other processes of the node.
set -eu
folder=$1 programs=$2

# /proc is still the machine's, so this is the id that nsenter needs
read -r id _ < /proc/self/stat
hostname node
mount --make-rshared /
mount -t proc proc /proc

mkdir -p "$folder/lib" "$folder/log" "$folder/state/programs" "$folder/sysctl"
: > "$folder/state/resolv.conf"
mount --bind "$programs" "$folder/state/programs"
mount -t tmpfs tmpfs /run
mkdir -p /run/node /run/lock /run/netns
mount --rbind "$folder/state" /run/node
mount --bind "$folder/lib" /var/lib
mount --bind "$folder/log" /var/log

# The kubelet sets these, and they are the machine's: it writes to copies.
for name in vm/overcommit_memory vm/panic_on_oom kernel/panic kernel/panic_on_oops kernel/keys/root_maxkeys kernel/keys/root_maxbytes; do
  copy="$folder/sysctl/$(echo "$name" | tr / .)"
  cat "/proc/sys/$name" > "$copy"
  mount --bind "$copy" "/proc/sys/$name"
done

# A user namespace may mount its own /proc only where one is visible as a whole, without any such copy.
mkdir /run/proc
mount -t proc proc /run/proc

# The node's only card leads to a namespace that plays the rest of the world, and from there nowhere.
ip link set lo up
ip netns add outside
ip link add node0 type veth peer name outside0 netns outside
ip address add 10.0.0.10/24 dev node0
ip link set node0 up
ip -n outside link set lo up
ip -n outside address add 10.0.0.1/24 dev outside0
ip -n outside link set outside0 up
ip -n outside route add 10.244.0.0/16 via 10.0.0.10
for address in 10.20.0.2 10.30.0.2 198.51.100.7 203.0.113.7 169.254.169.254; do ip -n outside address add "$address/32" dev lo; done
ip route add default via 10.0.0.1
sysctl -qw net.ipv4.ip_forward=1 net.ipv4.conf.all.rp_filter=0
# without it, policies would not see what pods of one bridge say to each other
sysctl -qw net.bridge.bridge-nf-call-iptables=1

echo "$id"
exec 3<&0
cat <&3 > /dev/null &
input=$!
# the shell reaps whatever ended while it waits for "sleep"
while kill -0 "$input" 2>/dev/null; do sleep 0.5; done
