"""Where our columns stand in an export: by the settings, by our names, or by what case systems call them."""
