@echo off
chcp 65001 >nul
cd /d "%~dp0"
set "PATH=%~dp0;%PATH%"
where bantin >nul 2>nul
if errorlevel 1 (
  echo Khong tim thay bantin.exe: hay chep no vao thu muc nay.
  echo bantin.exe was not found: copy it into this folder.
  pause
  exit /b 1
)
bantin edit --open
if errorlevel 1 pause
