; adds a list by changing the first operand of its own instruction; halts at `done`
add:    item, total         ; total := total - m[item]; the operand item is replaced below
        minus, add          ; the operand above: one address further
        one, left, done     ; one word less is left; none: done
        z, z, add
done:   z, z, done          ; changes nothing any more
item:   .word 3, 14, -15, 92, 65
total:  .word 0             ; in the end -159
left:   .word 5
one:    .word 1
minus:  .word -1
z:      .word 0
