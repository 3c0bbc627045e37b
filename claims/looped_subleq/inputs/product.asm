; 3 times 7 by adding
again:  count, product      ; product -= -7
        one, left, done     ; one less is left; none: done
        z, z, again
done:   z, minus, done      ; 0 from -1: changes nothing, for ever
count:   .word -7
left:    .word 3
one:     .word 1
product: .word 0
minus:   .word -1
z:       .word 0
