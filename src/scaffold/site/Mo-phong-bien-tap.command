#!/bin/sh
# Nhấp đúp để mở phòng biên tập (macOS).
cd "$(dirname "$0")" || exit 1
PATH="$PWD:/opt/homebrew/bin:/usr/local/bin:$PATH"
command -v bantin >/dev/null || { echo "Không tìm thấy bantin: hãy chép chương trình vào thư mục này."; exit 1; }
exec bantin edit --open
