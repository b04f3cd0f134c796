// Runbooks of the tests' workspaces. What they do, they do in the HOME of the host, so that a test can look and lend a hand there.

/** Writes a greeting, proven; two inputs. */
export const greeting = `schema: runbook/v1
title: Greet whoever logs in
description: Leaves a **greeting** in the home folder.
inputs:
  name: { type: string, default: night shift }
  times: { type: integer, default: 1, min: 1, max: 9 }
targets:
  node: { description: The host to greet on, count: 1 }
steps:
  - id: greeting
    title: Write the greeting
    run: printf '%s\\n' "Good evening, $name." > "$HOME/greeting"; echo "wrote $times"
    verify:
      - title: It can be read
        run: cat "$HOME/greeting"
        expect: exit == 0 && stdout.contains(name)
    undo:
      run: rm -f "$HOME/greeting"
`;

/** Its second step's gate stays red, so that the first is undone. */
export const rollback = `schema: runbook/v1
title: Make room and fail
targets:
  node: { description: The host, count: 1 }
steps:
  - id: make
    title: Make the folder
    run: mkdir "$HOME/room"
    verify:
      - title: The folder is there
        run: test -d "$HOME/room"
    undo:
      run: rmdir "$HOME/room"
      verify:
        - title: The folder is gone
          run: test -e "$HOME/room"
          expect: exit == 1
  - id: fill
    title: Fill the folder
    run: echo filling
    verify:
      - title: The folder is full
        run: find "$HOME/room" -type f | wc -l
        value: whole(stdout)
        expect: value >= 3
        every: 500ms
        within: 2s
    undo:
      run: echo emptied
    onFailure: { then: rollback }
`;

/** Its gate's probe is missing until somebody puts it there. */
export const doubt = `schema: runbook/v1
title: Look twice
targets:
  node: { description: The host, count: 1 }
steps:
  - id: change
    title: Change something
    run: echo changed > "$HOME/changed"
    verify:
      - title: The probe says well
        run: '"$HOME/probe"'
        expect: stdout == "well"
    undo:
      run: rm -f "$HOME/changed"
`;

/** Runs until the file \`go\` is there, and tells how often it was begun. */
export const slow = `schema: runbook/v1
title: Wait for a sign
targets:
  node: { description: The host, count: 1 }
steps:
  - id: wait
    title: Wait for the sign
    run: |
      echo begun >> "$HOME/begun"
      until [ -e "$HOME/go" ]; do sleep 0.2; done
      echo went
    timeout: 10m
    verify:
      - title: The sign is there
        run: test -e "$HOME/go"
    undo:
      run: rm -f "$HOME/begun"
`;

/** Asks for the host's name before it removes something. */
export const removal = `schema: runbook/v1
title: Remove the archive
targets:
  node: { description: The host, count: 1 }
steps:
  - id: remove
    title: Remove the archive
    effect: destructive
    confirm:
      message: The archive is gone for good.
      show:
        - { title: What is in it, run: ls "$HOME/archive" }
      type: '{{ host }}'
    run: rm -r "$HOME/archive"
    verify:
      - title: It is gone
        run: test -e "$HOME/archive"
        expect: exit == 1
    undo: none
    because: An archive cannot be restored.
`;

/** A name that is not there, in line 9. */
export const broken = `schema: runbook/v1
title: Broken
targets:
  node: { description: The host, count: 1 }
steps:
  - id: look
    title: Look
    effect: read
    runn: uptime
`;

/** Needs a secret, and is careless with it. */
export const secretive = `schema: runbook/v1
title: Keep a secret
inputs:
  token: { type: secret, description: What opens the door }
targets:
  node: { description: The host, count: 1 }
steps:
  - id: keep
    title: Keep the token
    run: printf %s "$token" > "$HOME/token"; echo "it is $token"
    verify:
      - title: It is kept
        run: test -s "$HOME/token"
    undo:
      run: rm -f "$HOME/token"
`;

/** Waits until the file `ask` is there, then asks for the host's name. */
export const later = `schema: runbook/v1
title: Ask after a while
targets:
  node: { description: The host, count: 1 }
steps:
  - id: wait
    title: Wait for the sign
    effect: read
    run: |
      echo began > "$HOME/began"
      until [ -e "$HOME/ask" ]; do sleep 0.2; done
    timeout: 10m
  - id: change
    title: Change something
    confirm: { message: 'Go on?', type: '{{ host }}' }
    run: echo changed > "$HOME/asked"
    verify:
      - title: It is changed
        run: test -s "$HOME/asked"
    undo:
      run: rm -f "$HOME/asked"
`;
