def f(n):
    else: return n
