# The bits of a word are copied one by one, and flipped.
def flip(word, bit):
    if bit == 0: return 0
    if word & bit: out.zeros = out.zeros + 1
    else: out.ones = out.ones + bit
    return flip(word, bit + bit)
flip(182, 1)
