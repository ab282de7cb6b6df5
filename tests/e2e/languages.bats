#!/usr/bin/env bats
# Cards in other scripts: --language and its Debian package.  What is written in Latin letters
# everywhere is right, the rest is kept as printed.

setup() {
  load helpers
  fresh_home
}

# reads LANGUAGE FONT TEXT: the reading of a card with TEXT and the same Latin lines is $output.
reads() {
  print_card card.png "$3

+49 30 5550123
ada.beck@nordlicht-optik.de
www.nordlicht-optik.de" "$2"
  try scan --no-save --format json --language "$1" card.png
  [ "$status" -eq 0 ]
}

has_latin_fields() {
  [ "$(jq -c '[.contact.emails, .contact.urls, [.contact.phones[]["e164"]]]' <<<"$output")" = \
    '[["ada.beck@nordlicht-optik.de"],["www.nordlicht-optik.de"],["+49305550123"]]' ]
}

text_holds() {
  jq -e --arg text "$1" '.text | contains($text)' <<<"$output"
}

@test "Cyrillic" {
  reads rus 'DejaVu Sans 12' $'Северный лес\nГлавный инженер'
  has_latin_fields
  text_holds 'Северный лес'
  text_holds 'Главный инженер'
}

@test "Greek" {
  reads ell 'DejaVu Sans 12' $'Βόρειο Δάσος\nΔιευθύντρια'
  has_latin_fields
  text_holds 'Διευθύντρια'
}

@test "Japanese, whose words have no blanks between them" {
  reads jpn 'WenQuanYi Micro Hei 12' $'北森株式会社\n営業部長'
  has_latin_fields
  text_holds '株式会社'
  text_holds '営業部長'
}

@test "Chinese" {
  reads chi_sim 'WenQuanYi Micro Hei 12' $'北林科技有限公司\n销售经理'
  has_latin_fields
  text_holds '有限公司'
}

@test "Korean" {
  reads kor 'WenQuanYi Micro Hei 12' $'북림 주식회사'
  has_latin_fields
  text_holds '주식회사'
}

@test "a language that is not installed is named with its package" {
  print_card card.png 'Ada Beck'
  try scan --no-save --language isl card.png
  [ "$status" -eq 3 ]
  [[ ${stderr:?} == *tesseract-ocr-isl* ]]
}
