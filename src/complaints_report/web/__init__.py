"""The public's pages: HTML from blocks, with every chart inline."""
