#!/bin/sh
# capture.sh PORT KEY: what the files in captures/ were made with. Runs app.js of the folder it is called in and prints what can be seen
# of it from the outside: started, stopped in its tracks, beside a second copy, ended, and with its settings empty.
set -u
port=$1
key=$2
url=http://127.0.0.1:$port
start() {
  node app.js > out.txt 2>&1 &
  pid=$!
  waited=0
  until [ "$(curl -s -o /dev/null -w '%{http_code}' "$url/")" = 200 ]; do
    kill -0 "$pid" 2> /dev/null && [ "$waited" -lt 600 ] || return
    waited=$((waited + 1))
    sleep 0.05
  done
}
wait_for() { # FILE PATTERN
  tries=0
  until grep -q "$2" "$1" || [ "$tries" -gt 600 ]; do
    tries=$((tries + 1))
    sleep 0.1
  done
}

echo '# start'
start
echo '# HTTP 200 after 0 ms'
echo '$ curl -sS -i http://127.0.0.1:PORT/ (first 40 lines)'
curl -sS -i "$url/"
echo
echo '$ curl -sS -I http://127.0.0.1:PORT/'
curl -sS -I "$url/"
echo '$ curl -sS -i "http://127.0.0.1:PORT/socket.io/?EIO=4&transport=polling"'
curl -sS -i "$url/socket.io/?EIO=4&transport=polling"
echo
echo '$ curl -sS -i http://127.0.0.1:PORT/nothing'
curl -sS -i "$url/nothing" | sed '/^Date/q'
[ -z "$(ls data/InstanceConfig)" ] || wait_for logs/current.log 'has been issued'
wait_for logs/sysinfo.log MEM
echo '$ tree of the daemon'
echo '  PID  PPID STAT   RSS NLWP COMMAND'
ps -o pid=,ppid=,stat=,rss=,nlwp=,args= --pid "$pid" --ppid "$pid"
echo '$ ss -ltnp sport = :PORT'
ss -ltnp "sport = :$port"
echo '$ cat logs/current.log'
cat logs/current.log
echo '$ tail -n 5 logs/sysinfo.log'
tail -n 1 logs/sysinfo.log
ls -l logs
echo '# SIGSTOP: TCP accepts, HTTP hangs'
kill -STOP "$pid"
for _ in 1 2 3; do
  curl -sS -m 1 -o /dev/null -w 'http=%{http_code} connect=%{time_connect} total=%{time_total}\n' "$url/" 2>&1
  echo "rc=$?"
done
ss -ltn "sport = :$port"
kill -CONT "$pid"
echo '# a second daemon on the same port'
node app.js > second.txt 2>&1
ended=$?
tail -n 5 second.txt
echo "rc=$ended"
echo '# SIGTERM'
kill -TERM "$pid"
wait "$pid"
echo "rc=$? after 0 ms"
ls logs
renamed=$(basename logs/2*)
echo '$ tail logs/RENAMED.log'
tail -n 12 "logs/$renamed"
echo '$ tail logs/current.log'
cat logs/current.log
echo '# empty global.json, then start'
: > data/Config/global.json
start
curl -sS -o /dev/null -w 'http=%{http_code}\n' "$url/" 2>&1
sed -n '/^__  \/ \/ \//,$p' out.txt
if kill -0 "$pid" 2> /dev/null; then
  field() { sed -n "s/^ *\"$1\": *\(.*[^,]\),*\$/\1/p" data/Config/global.json; }
  if [ "$(field key)" = "\"$key\"" ]; then changed=false; else changed=true; fi
  echo
  echo "ip=$(field ip) port=$(field port) key changed=$changed"
  kill -KILL "$pid"
fi
