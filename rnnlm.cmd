@echo off
rem Runs the command from any folder. It is built on first use, and again when its sources are newer than what was built.
setlocal
set "root=%~dp0"
set "command=%root%src\RnnLm.Cli\bin\RnnLm.Cli.dll"
set "stamp=%root%src\RnnLm.Cli\obj\built"

where dotnet >nul 2>nul
if errorlevel 1 (
    echo rnnlm: dotnet was not found; install the .NET SDK 10 from https://dotnet.microsoft.com/download and open a new terminal>&2
    exit /b 1
)

if not exist "%command%" goto build
if not exist "%stamp%" goto build
rem Exit code 1: a source is newer. The names reach PowerShell as variables, so that no character in them is special.
powershell -NoProfile -NonInteractive -Command ^
 "$built = (Get-Item -LiteralPath $env:stamp).LastWriteTimeUtc;" ^
 "foreach ($f in [IO.Directory]::EnumerateFiles($env:root + 'src', '*.cs*', 'AllDirectories')) {" ^
 " if ($f -notmatch '\\(bin|obj)\\' -and [IO.File]::GetLastWriteTimeUtc($f) -gt $built) { exit 1 } }"
if not errorlevel 1 goto run

:build
pushd "%root%"
dotnet --version >nul 2>nul
if errorlevel 1 (
    popd
    echo rnnlm: the .NET SDK 10 is needed; get it from https://dotnet.microsoft.com/download>&2
    exit /b 1
)
popd
echo rnnlm: building, which takes half a minute the first time ...>&2
dotnet build "%root%src\RnnLm.Cli" -v q -nologo -tl:off -clp:NoSummary >"%TEMP%\rnnlm-build.log" 2>&1
if errorlevel 1 (
    findstr /C:"error" "%TEMP%\rnnlm-build.log" >&2
    echo rnnlm: the build failed; 'dotnet build' in %root% shows more>&2
    exit /b 1
)
echo.>"%stamp%"

:run
dotnet "%command%" %*
exit /b %errorlevel%
