def f(n):
    return n
f(n)
