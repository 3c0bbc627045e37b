def main(n, m):   # everything the grammar has
    x = (n + m) - 1 & 6 ^ True
    while 0 < x:
        if x == 3: g.count = g.count + 1
        elif x < 3:
            pass
        else:
            if helper(x, g.count) == False: return x

            h.last = x
        x = x - 1
    return g.count + other()

def helper(a, b): return a == b
def other():
  y = 7
  return y
