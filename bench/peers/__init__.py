"""What the peers do in a batch, counted in two ways.

With templates (`bench.peers.ways`), which is the honest one: docgen's own templates, one for each kind of document and
all clients, filled by docxtpl, openpyxl and python-pptx from the same values that docgen's templates see. Those values
are given to them: what docgen takes to read, derive and judge is not theirs to do.

With finished documents (`bench.peers.finished`), which is a floor: templates are made from each document that docgen
has finished, so that nothing is left but to put texts back in their places. Nobody could work like that.
"""
