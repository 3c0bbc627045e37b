# Euclid by subtraction: a loop, whose lines stay until it returns.
def gcd(a, b):
    while b:
        if a < b:
            t = a
            a = b
            b = t
        else: a = a - b
    return a
gcd(84, 60)
