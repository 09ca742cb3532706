"""What `init` asks a person about an export, and what each answer puts into the settings."""
