#!/bin/sh
# Puts a stand-in of VerneMQ on a host: as much of it as the check for early signs looks at. Run as root.
#
#   touch /run/played/storm     clients reconnect, 50 a second
#   touch /run/played/away      vmq-admin has no answer
set -eu
mkdir -p /usr/lib/vernemq/erts/bin /etc/vernemq /var/log/vernemq /srv/rules /srv/figures
cp /bin/sleep /usr/lib/vernemq/erts/bin/beam.smp
printf 'nodename = VerneMQ@10.77.4.1\nlog.console.level = info\n' > /etc/vernemq/vernemq.conf
echo '2026-11-22T07:28:48.805169+00:00 [info] <0.784.0> vmq_swc_exchange_fsm:teardown/1:189: Replica meta8: AE exchange with '"'VerneMQ@10.77.4.2'"' synced 1 objects' \
  > /var/log/vernemq/console.log

cat > /usr/bin/vmq-admin << 'end'
#!/bin/sh
if [ -e /run/played/away ]; then echo "Node 'VerneMQ@10.77.4.1' not responding to pings."; exit 1; fi
case "$*" in
  'cluster show --format=json') echo '{"table":[{"Node":"VerneMQ@10.77.4.1","Running":true},{"Node":"VerneMQ@10.77.4.2","Running":true}],"type":"table"}' ;;
  'metrics show')
    connects=8
    if [ -e /run/played/storm ]; then connects=$(awk '{ printf "%.0f", $1 * 50 }' /proc/uptime); fi
    printf 'counter.mqtt_connect_received = %s\ngauge.total_active_connections = 7\n' "$connects"
    ;;
  'metrics show '*) echo 'counter.mqtt_connack_sent = 577' ;;
  'session show '*) echo '{"table":[{"client_id":"dev-1","node":"VerneMQ@10.77.4.1"}],"type":"table"}' ;;
  *) exit 1 ;;
esac
end
chmod 755 /usr/bin/vmq-admin

cat > /etc/systemd/system/vernemq.service << 'end'
[Service]
ExecStart=/usr/lib/vernemq/erts/bin/beam.smp infinity
RuntimeDirectory=played
end

# What stands behind the webhook: keeps all that it is sent.
cat > /usr/local/lib/hook.js << 'end'
const { appendFileSync } = require('node:fs');
require('node:http')
  .createServer((request, response) => {
    request.on('data', (text) => appendFileSync('/run/hooked', text));
    request.on('end', () => response.end());
  })
  .listen(9911, '127.0.0.1');
end
cat > /etc/systemd/system/hook.service << 'end'
[Service]
ExecStart=/usr/bin/node /usr/local/lib/hook.js
end
systemctl daemon-reload
systemctl start vernemq hook
