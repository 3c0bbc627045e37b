( return + n pass # elif  = g pass if   def # - == g 1 if if if def  =  if == # pass == 
 == == True & if  g , & n 23  . ^ & pass  else elif <   , 
 
 f # g :  
 pass if elif else ^  : : == def . ==  
 
 True - def  ( =  while elif 
 .  pass 
  
 def 23 True if == , , f + else return f if # def - < - n , 
 & return : : + : - & True 1 pass elif n if ^  23  . + g + =  if == if  ) else : #  == # == if  1  while ^ ( = while ^ return return ^ ^ :  + ( def else = True : else  . 
 g =  . pass g  & pass if 1  & if : . 1 ( 23  = - g  
 pass < return else f ( : : = - 23 + 
 23 23 n & < pass ( g 1 else  return  ) ( 23 n  return == f - 
 & n True - g else & def def f  n else . <  : n # : < : g   & + elif 1 g = 1 else if def & 1 #  1  return return 1 True n + = elif 
 + , = ^ . < 
 f - f # f 23 ==  ^ else 1 , 1 ^ < 23 g f < == if <  return - return return if def & 
 pass elif ) g 1 return , , ) ) 1 ^ g & ( = ) else 1 = , ^  : while < + return #  + # True def  23 : + pass if  if while 
 ( ( ( + -   , f == pass def , 1 # == < 1 pass elif ==  23 - == while return 
 : = ^ ^ ^ 
 : True f n  , ) +  = while pass  
  : else f + g - f ( f # <    : 1 # ( pass = n   n & - <  def . # if if < + = , & ) . - ^ + # : 
 pass  n =  = & g if n def & ( return 
 ^  
 1 def n # # 
 ^  23 pass n   = def - . True  ^ : # . 
 def    23 return pass < & if  )  - , return def 
 +  ^ ) True + pass : True else - g  return 
 return # if : : f  - ^ = = < 23 - return return 
 True while : ^ - 
 ==   , elif + 23 == + < if  1  < - . return : # ) + True : ( ( # 
 ^  < n = ^ return g ==  1 pass g , else while if = else pass # 23 - n , g ==  == pass #  : == < & True  = # + 23 pass n = f else def def elif 1  & .  : ) if def  ) while  + ( f True ^ def else while ( else - n  f . if pass ( - . #  23 - + < < while , 
  while 
  .  return - return + , g ) while =  else while f elif 
 g 1 else ( else # (  # if - f + 1 f ^ else  while + 1 ( +  n ^ g  < = 23 23  elif g ( # if & : . 
  1 g  
 ( return else ^ 1  ^ 1 
 - 1 def n ) 1 1 1 return # - elif True 
  f while ( while pass + < 23 
 
  ^ True 23 : if ) + == ( n ,  while g - g = + return f return = ,  if 
 pass & == . pass <  # 
 . elif return +  . def  pass return   else 
 True def . ^ def n ^ 1 &   ^ # ^ ( # ( : + def  else 
   & if f f def  - True - 
 elif 23  True n elif 
 )  ) if , + 
 ( &  + &  -  23 pass = pass   f return ( = ) == if g + ) elif g  , def f  while =  
 while g  n + - , elif while = f  n # & pass  n elif g )  . : +  & pass = 23 pass g def 
 - while # ^ g == - - <  ) ( + .  while )  - - elif ^ - pass = pass 
 elif < 23 , , # ) while 1 ( = 1 pass elif 23 n ( ( + == f while , n == . ^  1 def if ^ == f == - 23 -  if n 23 
 ( n + ) else 
 return f g ^ 1 < - while 
 if f (  
 < g 23 - def 1 n 
 ( -  f elif   ^ == ^ ( while n , < =  - if + - + elif (  g 
 return 
 if ^ # ( ) return ) = elif 23 
 & : )  #  n ) - & def def (  g True if   - 
   True while g elif else def else n ( 
 - 
 elif < < g 
 : n else 1  
 + while    
 & 23 # < ) while 23 n , pass 23 n if elif =  ,  == g < 23 23 < True elif 
 pass .  #  n pass - ( ) def   g if return , True  & ) ) g + if True  ==  def <  : , 23 < return : ,  if =  < else . return <  True n while  f g elif else < def if ^ True -  : ( 1 #  :   . pass - 
 ) + - , f 
 23 ) + + + 
  - True def ) ( + == . return .  < ( True  . f return ) while if    ( ( return <  ( & .  
 , == ^ ) 
 pass & f ^ = True if & g 
 # + while while 1 : ( g n  < =  n =  ( + def n .  elif == - else : ==  -   - pass g ( , if True else pass =  23 < g return else  # . , .  
 . == 
 return 23 while True else , ) & elif else return  f  ^  - 
 elif while elif if  ^ 1 ) - return 
   if n else def g 23 23 
 else 
 return pass f # 23 def : 1 
 = ) ) g  1  
 23 + 
 else return < +  & f return : -  f ( & + < = g - elif while ^ = return 1 23 & ( else # 
 else if 1  : else  , . == n ( n - True . while 
 True 23 
 == def def pass else : + else def == f , else . = # & < pass 
 1  return . , . ^  elif 
 if pass if g  23 23 return  . pass elif # elif : - ^  + + ^ def else True True 
 == # = elif 23 )   while n 
 def + while ^  def 1 23 ^ while = f 23 n return ( &  23 == if , 
 ^ &   True return .  == else < == <   = ) ^ 
 def ^ # pass : ) if 
  23 pass 1 n & -  def ^ f pass n == +  
 == while g : ( & while return = def while  if return while def else 23 23 if def = elif . - & + == , =  while < # else 23 1  n if , f , = == , ^ g while 1 ) return # ) == else & 
 while f # . == , n while . while n f == & +  < else + . 1 
 
 True   f  < pass 23 , n < return  - ^ 23 
  True 
 
 1  elif if 
 ( ^ : ^ ( ) : True ) ( : f + < 
 1 : - elif ^ return  ) 
 # g ) 1 return , elif else else . 
 
 
 
 23 n ,  else - = while < ^ 1  < 
 while == & def . g ( == 
 - ) : == return ^  # elif , 
 .  return - = == ) ( = if : pass 
 , while 
 f < = f # . 23 : if = 1 elif else while 
 pass 
 ( pass return 1 ^ 1 f elif 23  return + return 1 if , 1 == 1 + + ^ pass  def & : & while n   = - 
 pass & + , 1 ) 
 g  
 .  # ) elif < else < f return else elif elif 1 : pass  def  # : 
 while 
 
 # < ^ f # 
 . : ( # else 
 23 , pass elif def == while # : =  True n 1 + ( : 23 ( , ^ ==  True True ^ : ^ = & ) def 23 n   , # # # 
 = while f g g  ( #  , elif # else . # pass  & 
 , - , if while return == # 1 # 23 g  while True -  True 23 g :   elif ) 1 ) 
 ( . == = True ) g g  while True ) 
 1 -  def  pass # ^ ^  1 & , g pass , # ) True g n 1 1 pass 23 1 True 1 pass  = : < . < while 1 while 23  if 
 
 
  = & == 1   , def  
 == == return 1  = & g  def 
 f  ) n , 23 )   1 - = . : : : ) n # (  ( 23 1 ( if 
 , == < pass pass else f ( elif ) = 
 ( - 
 return  elif if True . < = def ^ else - . return g n  23 g # elif - )  
 
    
 = . return ) < < if <  True # g while , def else  -  ( < 
  23 while True ( 
 while 
 n < n  ) if 
 ( ) & if elif if elif return  f elif g (   <  elif 1 # n return = 
 g g 
 g . n f def  < f ^ pass while  ^  else if - elif # == - 1 elif # while - , # True & , 1    elif == ^ if return ) pass n 
 + ^ ^ ( g ( True else # elif 1 
 ( def . - return True & def - if  n g 1 # f pass 23 else . : while n else n ^ . : ) == = f 
  - ( & < return + while if  & elif   return , = else   
 
 ) , == == while 
 return # 1 = == + )  g elif def elif ^ + & = (  else  True if ( == pass g &  . 23 g < < pass n , pass 
    if  )  ( while &   g . - elif  + g 1 ) + if g 
 True + g & ( f   if elif (  pass == if  while  f < else True f & else 
 else return return else ^ 
 ^ f elif 
 1 : 
 < 1 == < = ^ ^ 1 ^ def elif + == ) < : f +  . ( : return 1  = : else # =  n ^ == & # 23 f return return == n True True def : True  n . def < ^ = & ^ + 
 - & while if def # else = return 1 # ^ n < n . if . ( if # if == elif , def == ( return if ( 1 f + .  def - 
 +   True - f , elif  ( = if while 1 ) == 1  else  elif return else (   - else = . ^  ^ if - . : == f = elif : while  & def ) g else  elif , = True g  == return ( 23 elif pass 
  < # +  
  ==  g , 
 return if  pass while True n == True 
 f 23 else - 23 ( :  ^ # < pass  if + n & + if f 1 , == & f : True 
  # elif g pass f else while if - else - ^ , elif 23 if True 23 < == 
 while if # .  ) , == f  else , 1 def True : else  == + # . else     - # 23 if f elif  :  : , -  elif & 
 True   & < 
 == + if return +  : + + pass if : elif n == ) n  while , return g True True if while - while elif = 
 # n 23 1   & f == # 
    - , ) while 23 
  return 1 , ) n = elif == 
 : = ^ : (   pass 
 else return if 
 < ) =  # -  23 elif 23 f while ( elif , f def return if , - . True  - +  g  True < return 1 ( if  while & 
 if # 1 def 1  while # g   n if def  
 ,  else ) &  : elif & + else   ) 1 : True  ( f  +  pass else & : -  - n + def n g True ) True < < else == f g g else n else +  ) 
 n while  == : pass : 
  : 1 return while def ^ g # f def while - ^ + True  n == ^ ( if 
 # g  ) - n 
 + = 23 ) == def == elif 
 (  23  # n + while & 1 . = == <  
 + def pass (  elif f - g == g   ) n # = : = - 
 1 
 + ) if == + elif if 23 if , . + == return  
 
 . g def  23 23  23 +  - 
 return  == elif 
 & if g while : == # &   def return  ) = elif  pass g  : pass = ^ else ^ & ( + ^ elif (  23 1 = - else ^ & pass ^ + : & + 23 ) +  # pass :  else f = 1 while ^ else  g 1 ( def 
 < 
  < f else 23 if # if : - =  & : else else pass  n  &  while == 23  pass = f 23  , < pass return   = + def & else + f , + #  ^ g ^ while elif , + = ( else  def ^ def  23 g + : . return ,  if ==  if def  , while   . : == f # 23 + . +  < & + ) - 
 - == . if g = - : 1 == : else ==  + + = +  else else ) pass  ^ 
  
 . & - + elif ) 
 )  while return + return pass = True ^ else - 23 def pass    
 pass .   & g f : 23 
   n  while  . n == elif  , ( == g 
 1 # :  elif , else . < ( n - def def 
 & = while ^ ) ( return :  - ( return . :  =  pass , return pass < = return ) < . ) + return 
 f 
 - , elif  == ( n   
 == #  23 , while while 
 True : True 
 
 ) True . elif & = ( == & g f ==  = ^ pass while  = while ^ ^ =  def True 1  < g : while  : if pass pass 
  if   < def else . 1 else ( # , # ) ) +  f n return  elif 
 = else  == elif . : < . 23 ^ elif < = & n def else 1 f , True f  ( else ( 1 
 # .  True f  
 def & = 
 
 def g #  ^ , ^ == 23 23 = else while if , True 1 else - - return < def (  
 - pass else  n ^  < ==  + def def ) elif ) 
 return < ) (  ( 23 . ( ( n ( else - - 
 def ) def return True   ^ (   
 # 
 & elif , - def ^ == while pass while def f True def < (   == - , = : f 23 
 f n == = 23 # f  
 : , g 
 , pass f True  = return return + 23  
 1  return .  
 pass 
 n # 23 def == ^  ( . - else : ^ while n - n , # < True  while ) pass 
 &  f  ( ==  pass return 
 , while = . if 
 < <   : < def == while ) f if ) - == 
 23 ( g +  
 else while True else 1 ^ ^  ^  elif & n def g  return = n def < elif return = 23 = & & True True = True  f if return ^ # = &  ,   True == < pass def & - elif pass 
 n n = #  =  while ,   
 ) return : else = True ^ ^ elif ( if #  
  
 = - = True elif -  & - # return n 1 # & == 1 < ) : + <  if   == ( return f : True  == &  - def & ) n  & ^  while ) g : pass  n while 
 1 ^ else ^ # else 
 & = + - : & 23 f else ( (  1 23 elif : & if + if if  True if  g n if  f pass = 
 else  elif 1 . def ( elif elif +  g  # & f while  ) 
 . f True 
 n 23 g = 1 : : 23 f = & return pass True #  
 elif , ) def , ^ , ) = ( < True ( f pass     elif - elif ( .  else - ( # = )  # while 
 == ) & pass 23 ) return  return return def if return f ( + while =  23 - 
 . :  f 
 n  # 23 g def while )  = . return : True if 1 & ^ ) # while else & : if 1 if ) + g == + pass pass . return ( & if < : , < True g def . 
 : - g f ^ ==  ^ ( ^ ( ^ n ^ g = #  g if  elif def & elif elif 
 , = elif . == (  . 
 pass == while < n 
 return