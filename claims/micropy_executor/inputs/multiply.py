# Binary multiplication by doubling: the bits of b from the highest to the lowest.
def double_add(product, a, b, bit):
    if bit == 0: return product
    product = product + product
    if b & bit: product = product + a
    return double_add(product, a, b, half(bit, 0, 1))
def half(bit, last, next):
    if next == bit: return last
    return half(bit, next, next + next)
double_add(0, 13, 11, 8)
