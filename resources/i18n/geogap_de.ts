<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>AlgorithmRun</name>
    <message>
        <location filename="../../geogap_plugin/gui/runs.py" line="66" />
        <source>There is no algorithm {}.</source>
        <translation>Es gibt keinen Algorithmus {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runs.py" line="111" />
        <source>Something went wrong that GeoGap did not expect: {}</source>
        <translation>Es ist etwas schiefgegangen, womit GeoGap nicht gerechnet hat: {}</translation>
    </message>
</context><context>
    <name>AlignScenes</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="89" />
        <source>Align scenes</source>
        <translation>Szenen ausrichten</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="90" />
        <source>Prepare</source>
        <translation>Vorbereiten</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="91" />
        <source>Co-registers scenes of different dates with one of them, to parts of a pixel, on one grid.</source>
        <translation>Bringt Szenen verschiedener Termine auf Bruchteile eines Pixels mit einer von ihnen zur Deckung, auf einem Gitter.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="92" />
        <source>Each scene is displaced, turned or bent as a whole until its local contrast correlates best with that of the reference (enhanced correlation coefficient, Evangelidis and Psarakis 2008). Neither brightness nor contrast of the images matters. Scenes may lie on different grids; all come out on the grid of the reference, resampled once. All bands of a file move together, and classes keep their values.

What moves by itself, such as glaciers, must not decide how images lie: mark it, or the stable ground, with a mask. Then displacements between the aligned scenes are movements of the ground, see “Surface velocity”.

A scene that correlates too little or would have to move too far is left out, and the log says why. How far stable ground was and is displaced is measured independently in windows, and told in metres.</source>
        <translation>Jede Szene wird als Ganzes verschoben, gedreht oder verzerrt, bis ihr lokaler Kontrast am besten mit dem der Referenz korreliert (Enhanced Correlation Coefficient, Evangelidis und Psarakis 2008). Weder Helligkeit noch Kontrast der Bilder spielen eine Rolle. Die Szenen dürfen auf verschiedenen Gittern liegen; alle kommen auf das Gitter der Referenz und werden dabei einmal neu abgetastet. Alle Bänder einer Datei bewegen sich gemeinsam, und Klassen behalten ihre Werte.

Was sich selbst bewegt, etwa Gletscher, darf nicht darüber entscheiden, wie Bilder liegen: Bezeichnen Sie es, oder den ruhenden Boden, mit einer Maske. Dann sind Verschiebungen zwischen den ausgerichteten Szenen Bewegungen des Bodens, siehe „Oberflächengeschwindigkeit“.

Eine Szene, die zu wenig korreliert oder sich zu weit bewegen müsste, wird ausgelassen, und das Protokoll sagt, warum. Wie weit der ruhende Boden verschoben war und ist, wird unabhängig davon in Fenstern gemessen und in Metern angegeben.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="107" />
        <source>Scenes of different dates: files of one date each, with one or several bands, or series with a band for each date; or a folder, whose GeoTIFF and NetCDF files are taken.</source>
        <translation>Szenen verschiedener Termine: Dateien mit je einem Termin und einem oder mehreren Bändern, oder Zeitreihen mit einem Band je Termin; oder ein Ordner, dessen GeoTIFF- und NetCDF-Dateien genommen werden.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="113" />
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="114" />
        <source>The scene that the others are aligned with, and whose grid they get. Empty: the one of the scenes that lacks the fewest pixels.</source>
        <translation>Die Szene, an der die anderen ausgerichtet werden und deren Gitter sie bekommen. Leer: diejenige der Szenen, der die wenigsten Pixel fehlen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="121" />
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="123" />
        <source>What may be done to a scene: “translation” displaces it, “euclidean” also turns it, “affine” also stretches and shears it. The simplest that fits is the safest.</source>
        <translation>Was mit einer Szene geschehen darf: „translation“ verschiebt sie, „euclidean“ dreht sie außerdem, „affine“ streckt und schert sie außerdem. Die einfachste, die passt, ist die sicherste.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="129" />
        <source>Polygons or a raster. Only stable ground decides how scenes lie. Empty: all ground counts.</source>
        <translation>Polygone oder ein Raster. Nur ruhender Boden entscheidet, wie Szenen liegen. Leer: Aller Boden zählt.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="133" />
        <source>Resampling</source>
        <translation>Resampling</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="135" />
        <source>How values between the pixels of a scene are found. Classes get the nearest value.</source>
        <translation>Wie Werte zwischen den Pixeln einer Szene gefunden werden. Klassen bekommen den nächsten Wert.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="142" />
        <source>Load the results</source>
        <translation>Ergebnisse laden</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="143" />
        <source>Add the aligned scenes to the project as layers when the algorithm has finished.</source>
        <translation>Die ausgerichteten Szenen am Ende als Layer in das Projekt laden.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="147" />
        <source>Folder for the aligned scenes</source>
        <translation>Ordner für die ausgerichteten Szenen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="148" />
        <source>A GeoTIFF is written into it for each file, under the same name.</source>
        <translation>Für jede Datei wird unter demselben Namen ein GeoTIFF hineingeschrieben.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="151" />
        <source>A page with the motion of every scene, what is left of it, and pictures before and after.</source>
        <translation>Eine Seite mit der Bewegung jeder Szene, dem, was davon bleibt, und Bildern vorher und nachher.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="153" />
        <source>Aligned scenes</source>
        <translation>Ausgerichtete Szenen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="161" />
        <source>Largest displacement (cells)</source>
        <translation>Größte Verschiebung (Zellen)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="162" />
        <source>A scene a corner of which would have to move farther is left out.</source>
        <translation>Eine Szene, von der sich eine Ecke weiter bewegen müsste, wird ausgelassen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="166" />
        <source>Least correlation</source>
        <translation>Geringste Korrelation</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="167" />
        <source>A scene whose slopes correlate less with those of the reference, when aligned, is left out.</source>
        <translation>Eine Szene, deren Gefälle nach dem Ausrichten geringer mit dem der Referenz korreliert, wird ausgelassen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="171" />
        <source>Value without data</source>
        <translation>Wert ohne Daten</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="172" />
        <source>Stands for no value where the files do not say so, such as 0 around Landsat scenes. Empty: what the files say.</source>
        <translation>Steht für keinen Wert, wo die Dateien es nicht sagen, etwa 0 rings um Landsat-Szenen. Leer: was die Dateien sagen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="197" />
        <source>The reference is {}.</source>
        <translation>Die Referenz ist {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="206" />
        <source>None of the scenes could be aligned with {}: {}. Choose another reference or band.</source>
        <translation>Keine der Szenen ließ sich an {} ausrichten: {}. Wählen Sie eine andere Referenz oder ein anderes Band.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="239" />
        <source>“Scenes” holds one scene. Choose two or more, or a reference.</source>
        <translation>„Szenen“ enthält eine einzige Szene. Wählen Sie zwei oder mehr, oder eine Referenz.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="245" />
        <source>“Scenes” holds nothing but the reference.</source>
        <translation>„Szenen“ enthält nichts als die Referenz.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="259" />
        <source>“Reference”: {} is no raster that QGIS can open.</source>
        <translation>„Referenz“: {} ist kein Raster, das QGIS öffnen kann.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="285" />
        <source>too few pixels in common with the reference</source>
        <translation>zu wenige Pixel gemeinsam mit der Referenz</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="287" />
        <source>correlation {:.2f}, less than {:g}</source>
        <translation>Korrelation {:.2f}, weniger als {:g}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="289" />
        <source>displaced by {:.1f} cells, more than {:g}</source>
        <translation>um {:.1f} Zellen verschoben, mehr als {:g}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="327" />
        <source>cells</source>
        <translation>Zellen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="330" />
        <source>{} is left out: {}.</source>
        <translation>{} wird ausgelassen: {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="332" />
        <source>{}: displaced by {:.2f} {unit} east and {:.2f} {unit} north, correlation {:.3f}</source>
        <translation>{}: um {:.2f} {unit} nach Osten und {:.2f} {unit} nach Norden verschoben, Korrelation {:.3f}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="338" />
        <source>The motion was found on cells {} times as long, to keep to the memory limit.</source>
        <translation>Die Bewegung wurde auf {}-mal so langen Zellen bestimmt, um die Speichergrenze einzuhalten.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="344" />
        <source>{}: stable ground lies worse than before. Look at the pictures of the report.</source>
        <translation>{}: Ruhender Boden liegt schlechter als vorher. Sehen Sie sich die Bilder des Berichts an.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="353" />
        <source>no window lies on stable ground, so that what displacement is left could not be measured.</source>
        <translation>kein Fenster liegt auf ruhendem Boden, sodass nicht zu messen war, welche Verschiebung bleibt.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="355" />
        <source>none of the {} windows on stable ground was found again, so that what displacement is left could not be measured.</source>
        <translation>keines der {} Fenster auf ruhendem Boden wurde wiedergefunden, sodass nicht zu messen war, welche Verschiebung bleibt.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="360" />
        <source>stable ground was displaced by {:.2f} {unit}, {:.2f} {unit} are left ({} of {} windows).</source>
        <translation>ruhender Boden war um {:.2f} {unit} verschoben, {:.2f} {unit} bleiben ({} von {} Fenstern).</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="362" />
        <source>stable ground is displaced by {:.2f} {unit} ({} of {} windows); before, none was found.</source>
        <translation>ruhender Boden ist um {:.2f} {unit} verschoben ({} von {} Fenstern); vorher wurde keines gefunden.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/align_scenes.py" line="510" />
        <source>{} aligned</source>
        <translation>{} ausgerichtet</translation>
    </message>
</context><context>
    <name>BuildSeries</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/build_series.py" line="32" />
        <source>Build series</source>
        <translation>Zeitreihe erstellen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/build_series.py" line="33" />
        <source>Prepare</source>
        <translation>Vorbereiten</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/build_series.py" line="34" />
        <source>Makes one dated, regular series of single-date rasters, a dated stack or a NetCDF file.</source>
        <translation>Macht aus Rastern einzelner Termine, einem datierten Stapel oder einer NetCDF-Datei eine datierte, regelmäßige Zeitreihe.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/build_series.py" line="35" />
        <source>The result is a GeoTIFF with one band for every period of the calendar, named by its date. Periods without data are there as empty bands, so that gaps are seen and can be filled. Values are not resampled.

Dates are taken from file names (20100131, 2010-01, 2010_031, 2010001-2010031 and the like), from tags, or from the time axis of a NetCDF file, unless you give them.</source>
        <translation>Das Ergebnis ist ein GeoTIFF mit einem Kanal für jede Periode des Kalenders, nach dem Datum benannt. Perioden ohne Daten sind als leere Kanäle vorhanden, damit man Lücken sieht und füllen kann. Die Werte werden nicht auf ein anderes Gitter umgerechnet.

Die Datumsangaben stammen aus Dateinamen (20100131, 2010-01, 2010_031, 2010001-2010031 und Ähnliches), aus Tags oder aus der Zeitachse einer NetCDF-Datei, wenn Sie keine angeben.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/build_series.py" line="47" />
        <source>Rasters</source>
        <translation>Raster</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/build_series.py" line="48" />
        <source>One raster for each date, all on the same grid; or a single stack or NetCDF file; or a folder, whose GeoTIFF and NetCDF files are taken.</source>
        <translation>Ein Raster für jedes Datum, alle auf demselben Gitter; oder ein einzelner Stapel oder eine NetCDF-Datei; oder ein Ordner, dessen GeoTIFF- und NetCDF-Dateien genommen werden.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/build_series.py" line="54" />
        <source>Dates</source>
        <translation>Datumsangaben</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/build_series.py" line="55" />
        <source>How to read the dates where they cannot be detected: a pattern of the file names such as %Y%m%d or %Y_%j, or the dates themselves, separated by commas, in the order of the rasters or bands.</source>
        <translation>Wie Datumsangaben zu lesen sind, die sich nicht erkennen lassen: ein Muster der Dateinamen wie %Y%m%d oder %Y_%j, oder die Datumsangaben selbst, durch Kommas getrennt, in der Reihenfolge der Raster oder Kanäle.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/build_series.py" line="64" />
        <source>Reference period</source>
        <translation>Referenzzeitraum</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/build_series.py" line="65" />
        <source>Years or months whose mean is subtracted from every cell, such as 2004-01/2009-12, so that the series holds anomalies. Empty: values stay as they are.</source>
        <translation>Jahre oder Monate, deren Mittel von jeder Zelle abgezogen wird, etwa 2004-01/2009-12, sodass die Zeitreihe Anomalien enthält. Leer: Die Werte bleiben, wie sie sind.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/build_series.py" line="72" />
        <source>Series</source>
        <translation>Zeitreihe</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/build_series.py" line="72" />
        <source>The series, a GeoTIFF with a band for each epoch.</source>
        <translation>Die Zeitreihe, ein GeoTIFF mit einem Kanal für jede Epoche.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/build_series.py" line="94" />
        <source>{} epochs (cadence: {}), {} of them missing.</source>
        <translation>{} Epochen (Zeitschritt: {}), davon fehlen {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/build_series.py" line="116" />
        <source>{} series</source>
        <translation>{} – Zeitreihe</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/build_series.py" line="135" />
        <source>“Rasters” is empty, or none of its entries could be opened.</source>
        <translation>„Raster“ ist leer, oder keiner der Einträge ließ sich öffnen.</translation>
    </message>
</context><context>
    <name>CalendarStrip</name>
    <message>
        <location filename="../../geogap_plugin/gui/calendar_strip.py" line="39" />
        <source>Calendar of the series</source>
        <translation>Kalender der Zeitreihe</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/calendar_strip.py" line="101" />
        <source>{}: there, missing pixels not counted yet</source>
        <translation>{}: vorhanden, fehlende Pixel noch nicht gezählt</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/calendar_strip.py" line="103" />
        <source>{}: complete</source>
        <translation>{}: vollständig</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/calendar_strip.py" line="105" />
        <source>{}: missing</source>
        <translation>{}: fehlt</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/calendar_strip.py" line="106" />
        <source>{}: {:.1%} of the cells missing</source>
        <translation>{}: {:.1%} der Zellen fehlen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/calendar_strip.py" line="219" />
        <source>No series</source>
        <translation>Keine Zeitreihe</translation>
    </message>
</context><context>
    <name>CellReader</name>
    <message>
        <location filename="../../geogap_plugin/gui/readings.py" line="93" />
        <source>Reading series</source>
        <translation>Zeitreihe wird gelesen</translation>
    </message>
</context><context>
    <name>Companions</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/companions.py" line="41" />
        <source>“{}” ({}) does not lie on the grid of the series: {}.</source>
        <translation>„{}“ ({}) liegt nicht auf dem Gitter der Zeitreihe: {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/companions.py" line="47" />
        <source>“{}” ({}) has {} epochs from {} to {}, the series {} from {} to {}. Choose one with the same dates.</source>
        <translation>„{}“ ({}) hat {} Epochen von {} bis {}, die Zeitreihe {} von {} bis {}. Wählen Sie eine Datei mit denselben Datumsangaben.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/companions.py" line="54" />
        <source>“{}” ({}) is in “{}”, the series in “{}”. Choose the one that belongs to the series.</source>
        <translation>„{}“ ({}) hat die Einheit „{}“, die Zeitreihe „{}“. Wählen Sie die Datei, die zur Zeitreihe gehört.</translation>
    </message>
</context><context>
    <name>CompareSeries</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="66" />
        <source>Compare series</source>
        <translation>Zeitreihen vergleichen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="67" />
        <source>Judge</source>
        <translation>Beurteilen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="68" />
        <source>Compares two series cell by cell and by region: correlation, efficiency, RMSE and bias.</source>
        <translation>Vergleicht zwei Zeitreihen Zelle für Zelle und nach Regionen: Korrelation, Effizienz, RMSE und Bias.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="69" />
        <source>A is the reference, B the series that is judged by it. Epochs are matched on the calendar of A; where B has several dates in one period, they are averaged. Units of length, height of water, temperature and shares are converted into that of A. If the grids differ, B is resampled onto that of A: averaged where its cells are smaller, interpolated bilinearly where they are larger.

The raster has a band each for Pearson's correlation (PCC), the Nash-Sutcliffe efficiency (NSE), the Kling-Gupta efficiency (KGE), the root mean squared error (RMSE) and the bias (B less A). The table gives the same of the area-weighted mean series, of all cells and of every region.

Only epochs at which a cell has both values count, at least three.</source>
        <translation>A ist die Referenz, B die Zeitreihe, die an ihr beurteilt wird. Die Epochen werden nach dem Kalender von A zugeordnet; hat B mehrere Termine in einer Periode, werden sie gemittelt. Einheiten von Länge, Wasserhöhe, Temperatur und Anteilen werden in die von A umgerechnet. Sind die Gitter verschieden, wird B auf das von A gebracht: gemittelt, wo die Zellen von B kleiner sind, bilinear interpoliert, wo sie größer sind.

Das Raster hat je einen Kanal für die Korrelation nach Pearson (PCC), die Nash-Sutcliffe-Effizienz (NSE), die Kling-Gupta-Effizienz (KGE), die Wurzel des mittleren quadratischen Fehlers (RMSE) und den Bias (B minus A). Die Tabelle gibt dasselbe für die flächengewichteten mittleren Zeitreihen an, für alle Zellen und für jede Region.

Es zählen nur Epochen, zu denen eine Zelle beide Werte hat, und mindestens drei davon.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="84" />
        <source>Reference series (A)</source>
        <translation>Referenzzeitreihe (A)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="85" />
        <source>The series that the other is judged by: a raster with dated bands or a NetCDF file.</source>
        <translation>Die Zeitreihe, an der die andere beurteilt wird: ein Raster mit datierten Kanälen oder eine NetCDF-Datei.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="88" />
        <source>Compared series (B)</source>
        <translation>Verglichene Zeitreihe (B)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="89" />
        <source>The series that is judged.</source>
        <translation>Die Zeitreihe, die beurteilt wird.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="91" />
        <source>Polygons whose mean series are compared, too.</source>
        <translation>Polygone, deren mittlere Zeitreihen ebenfalls verglichen werden.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="93" />
        <source>Reference period</source>
        <translation>Referenzzeitraum</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="94" />
        <source>Years or months, such as 2004-01/2009-12. The mean of the common epochs in it is subtracted from every cell of both series, so that anomalies against different periods can be compared. Empty: values stay as they are.</source>
        <translation>Jahre oder Monate, etwa 2004-01/2009-12. Das Mittel der gemeinsamen Epochen darin wird von jeder Zelle beider Zeitreihen abgezogen, damit sich Anomalien mit verschiedenen Bezugszeiten vergleichen lassen. Leer: Die Werte bleiben, wie sie sind.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="102" />
        <source>Variable of B</source>
        <translation>Variable von B</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="103" />
        <source>Name of the variable in a NetCDF file with several. Empty: the only one with a time axis.</source>
        <translation>Name der Variable in einer NetCDF-Datei mit mehreren. Leer: die einzige mit einer Zeitachse.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="107" />
        <source>Agreement</source>
        <translation>Übereinstimmung</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="107" />
        <source>A raster with the bands PCC, NSE, KGE, RMSE and bias.</source>
        <translation>Ein Raster mit den Kanälen PCC, NSE, KGE, RMSE und Bias.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="112" />
        <source>Agreement of the means</source>
        <translation>Übereinstimmung der Mittel</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="117" />
        <source>A table of the metrics of the area-weighted mean series, of all cells and of every region.</source>
        <translation>Eine Tabelle der Maße für die flächengewichteten mittleren Zeitreihen, für alle Zellen und für jede Region.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="119" />
        <source>A page with maps of the metrics and both mean series.</source>
        <translation>Eine Seite mit Karten der Maße und beiden mittleren Zeitreihen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="120" />
        <source>Number of common epochs</source>
        <translation>Anzahl gemeinsamer Epochen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="122" />
        <source>{} of the means</source>
        <translation>{} der Mittel</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="156" />
        <source>The two series have {} common epochs, and {} are needed: A reaches from {} to {}, B from {} to {}. Choose series of the same time, or set the cadence.</source>
        <translation>Die beiden Zeitreihen haben {} gemeinsame Epochen, nötig sind {}: A reicht von {} bis {}, B von {} bis {}. Wählen Sie Zeitreihen derselben Zeit, oder legen Sie den Zeitschritt fest.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="163" />
        <source>The reference period lies outside the common epochs of the two series.</source>
        <translation>Der Referenzzeitraum liegt außerhalb der gemeinsamen Epochen der beiden Zeitreihen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="165" />
        <source>{} common epochs from {} to {}.</source>
        <translation>{} gemeinsame Epochen von {} bis {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="168" />
        <source>B was resampled onto the grid of A ({}).</source>
        <translation>B wurde auf das Gitter von A gebracht ({}).</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="183" />
        <source>All cells</source>
        <translation>Alle Zellen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="189" />
        <source>{} against {}</source>
        <translation>{} gegen {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="228" />
        <source>{} has no unit; its values are taken to be in {}.</source>
        <translation>{} hat keine Einheit; für die Werte wird {} angenommen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="236" />
        <source>B was converted from {} into {} (× {:g} + {:g}).</source>
        <translation>B wurde von {} in {} umgerechnet (× {:g} + {:g}).</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="246" />
        <source>B has a cadence of one {}; it was averaged to one {}.</source>
        <translation>B hat den Zeitschritt {} und wurde auf den Zeitschritt {} gemittelt.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/compare_series.py" line="249" />
        <source>A has a cadence of one {}, B one of one {}. Exchange A and B, or set the cadence to “{}” and duplicates to “mean”, so that A is averaged.</source>
        <translation>A hat den Zeitschritt {}, B den Zeitschritt {}. Tauschen Sie A und B, oder setzen Sie den Zeitschritt auf „{}“ und Duplikate auf „mean“, damit A gemittelt wird.</translation>
    </message>
</context><context>
    <name>CredentialsDialog</name>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="85" />
        <source>Credentials for {}</source>
        <translation>Zugangsdaten für {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="87" />
        <source>What is wrong</source>
        <translation>Was nicht stimmt</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="112" />
        <source>Access key</source>
        <translation>Zugriffsschlüssel</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="112" />
        <source>Secret key</source>
        <translation>Geheimer Schlüssel</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="114" />
        <source>Personal access token</source>
        <translation>Persönliches Zugangstoken</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="117" />
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="118" />
        <source>Header</source>
        <translation>Header</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="121" />
        <location filename="../../geogap_plugin/gui/credentials.py" line="119" />
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="125" />
        <source>An account is free: {}.</source>
        <translation>Ein Konto ist kostenlos: {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="126" />
        <source>What you enter is kept in QGIS's authentication manager, encrypted with your master password.</source>
        <translation>Was Sie eingeben, wird in der Authentifizierungsverwaltung von QGIS aufbewahrt, mit Ihrem Hauptpasswort verschlüsselt.</translation>
    </message>
</context><context>
    <name>CredentialsPanel</name>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="62" />
        <source>Needs none</source>
        <translation>Braucht keine</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="64" />
        <source>From the environment: {}</source>
        <translation>Aus der Umgebung: {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="67" />
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="69" />
        <source>Stored, for {}</source>
        <translation>Gespeichert, für {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="71" />
        <source>Stored</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="165" />
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="165" />
        <source>Credentials</source>
        <translation>Zugangsdaten</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="168" />
        <source>Services and their credentials</source>
        <translation>Dienste und ihre Zugangsdaten</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="171" />
        <source>Set…</source>
        <translation>Festlegen…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="172" />
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="173" />
        <source>Test Connection</source>
        <translation>Verbindung testen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="174" />
        <source>Result of the test</source>
        <translation>Ergebnis des Tests</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="217" />
        <source>The credentials are stored. Test them with “Test Connection”.</source>
        <translation>Die Zugangsdaten sind gespeichert. Testen Sie sie mit „Verbindung testen“.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="221" />
        <source>Remove the credentials for {} from QGIS's authentication manager?</source>
        <translation>Die Zugangsdaten für {} aus der Authentifizierungsverwaltung von QGIS entfernen?</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="224" />
        <source>Remove Credentials</source>
        <translation>Zugangsdaten entfernen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="233" />
        <source>The credentials are removed.</source>
        <translation>Die Zugangsdaten sind entfernt.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="244" />
        <source>Testing the connection to {}</source>
        <translation>Verbindung zu {} wird getestet</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/credentials.py" line="248" />
        <source>Asking {}…</source>
        <translation>{} wird gefragt…</translation>
    </message>
</context><context>
    <name>DataStep</name>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="39" />
        <source>2  Data</source>
        <translation>2  Daten</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="40" />
        <source>Step 2, data</source>
        <translation>Schritt 2, Daten</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="44" />
        <source>Choose a series</source>
        <translation>Zeitreihe wählen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="45" />
        <source>Series</source>
        <translation>Zeitreihe</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="46" />
        <source>A raster layer with one band for each date</source>
        <translation>Ein Rasterlayer mit einem Kanal für jedes Datum</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="52" />
        <source>Fetch…</source>
        <translation>Abrufen…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="59" />
        <source>Build Series of Single Rasters…</source>
        <translation>Zeitreihe aus einzelnen Rastern erstellen…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="62" />
        <source>Open File…</source>
        <translation>Datei öffnen…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="62" />
        <source>A GeoTIFF or NetCDF file</source>
        <translation>Eine GeoTIFF- oder NetCDF-Datei</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="64" />
        <source>Fetch</source>
        <translation>Abrufen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="64" />
        <source>Download a series, or build one</source>
        <translation>Eine Zeitreihe herunterladen oder erstellen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="66" />
        <source>The series in words</source>
        <translation>Die Zeitreihe in Worten</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="82" />
        <source>Open a series</source>
        <translation>Zeitreihe öffnen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="82" />
        <source>Series ({});;All files (*)</source>
        <translation>Zeitreihen ({});;Alle Dateien (*)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="104" />
        <source>{}{} epochs (cadence: {}), {} to {}, {} × {} cells{}</source>
        <translation>{}{} Epochen (Zeitschritt: {}), {} bis {}, {} × {} Zellen{}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="116" />
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/data_step.py" line="118" />
        <source>A raster with one band for each date, or a NetCDF file with a time axis.</source>
        <translation>Ein Raster mit einem Kanal für jedes Datum oder eine NetCDF-Datei mit einer Zeitachse.</translation>
    </message>
</context><context>
    <name>ExportNetcdf</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="40" />
        <source>Export NetCDF</source>
        <translation>NetCDF exportieren</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="41" />
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="42" />
        <source>Writes a series, its uncertainty and its flags into one CF NetCDF file for other programs.</source>
        <translation>Schreibt eine Zeitreihe, ihre Unsicherheit und ihre Flags in eine einzige CF-NetCDF-Datei für andere Programme.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="43" />
        <source>The file is NetCDF-4 after the CF conventions 1.8, with the discovery attributes of ACDD 1.3: dated epochs with the periods that they stand for, latitude and longitude or the coordinates of the projection with their bounds, the coordinate reference system, units as UDUNITS spells them, flags with their meanings, and where the values come from. Values are written bit by bit as they are; nothing is resampled or put onto another calendar.

For a projection that the conventions have no name for, latitude and longitude of every cell are written, too.</source>
        <translation>Die Datei ist NetCDF-4 nach den CF-Konventionen 1.8, mit den Suchattributen von ACDD 1.3: datierte Epochen mit den Perioden, für die sie stehen, Breite und Länge oder die Koordinaten der Projektion mit ihren Grenzen, das Koordinatenbezugssystem, Einheiten in der Schreibweise von UDUNITS, Flags mit ihren Bedeutungen und die Herkunft der Werte. Die Werte werden Bit für Bit geschrieben, wie sie sind; nichts wird auf ein anderes Gitter oder einen anderen Kalender gebracht.

Bei einer Projektion, für die die Konventionen keinen Namen haben, werden auch Breite und Länge jeder Zelle geschrieben.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="58" />
        <source>Uncertainty</source>
        <translation>Unsicherheit</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="59" />
        <source>The uncertainty that “Fill series” wrote beside the series: the same grid, dates and unit.</source>
        <translation>Die Unsicherheit, die „Zeitreihe füllen“ neben die Zeitreihe geschrieben hat: dasselbe Gitter, dieselben Datumsangaben, dieselbe Einheit.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="62" />
        <source>Flags</source>
        <translation>Flags</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="63" />
        <source>The flags that “Fill series” wrote beside the series: the same grid and dates.</source>
        <translation>Die Flags, die „Zeitreihe füllen“ neben die Zeitreihe geschrieben hat: dasselbe Gitter und dieselben Datumsangaben.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="66" />
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="66" />
        <source>As UDUNITS spells it, such as cm or degC. Empty: the input's unit.</source>
        <translation>In der Schreibweise von UDUNITS, etwa cm oder degC. Leer: die Einheit der Eingabe.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="67" />
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="67" />
        <source>Title of the file. Empty: made from the variable and the period.</source>
        <translation>Titel der Datei. Leer: aus Variable und Zeitraum gebildet.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="68" />
        <source>Institution</source>
        <translation>Institution</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="68" />
        <source>Who publishes the file. Empty: what the input says.</source>
        <translation>Wer die Datei veröffentlicht. Leer: was die Eingabe angibt.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="75" />
        <source>NetCDF file</source>
        <translation>NetCDF-Datei</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="75" />
        <source>NetCDF files (*.nc)</source>
        <translation>NetCDF-Dateien (*.nc)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="77" />
        <source>The file to write; its name ends with .nc.</source>
        <translation>Die Datei, die geschrieben wird; ihr Name endet auf .nc.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="138" />
        <source>{} epochs of “{}” written to {}.</source>
        <translation>{} Epochen von „{}“ in {} geschrieben.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="174" />
        <source>UNIT: “{}” is no unit that UDUNITS knows. Write for example cm, degC, kg m-2, mm day-1 or 1.</source>
        <translation>UNIT: „{}“ ist keine Einheit, die UDUNITS kennt. Schreiben Sie zum Beispiel cm, degC, kg m-2, mm day-1 oder 1.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="180" />
        <source>The series is in “{}”, which is no unit that UDUNITS knows, so that the file states none. Give the parameter UNIT to state one.</source>
        <translation>Die Zeitreihe hat die Einheit „{}“, die UDUNITS nicht kennt. Daher gibt die Datei keine an. Mit dem Parameter UNIT können Sie eine angeben.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/export_netcdf.py" line="185" />
        <source>The series states no unit, and neither does the file. Give the parameter UNIT to state one.</source>
        <translation>Die Zeitreihe gibt keine Einheit an, und daher auch die Datei nicht. Mit dem Parameter UNIT können Sie eine angeben.</translation>
    </message>
</context><context>
    <name>FetchAlgorithm</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetching.py" line="48" />
        <source>Fetch</source>
        <translation>Abrufen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetching.py" line="59" />
        <source>Empty: the credentials that are stored in Settings › Options › GeoGap.</source>
        <translation>Leer: die Zugangsdaten, die unter Einstellungen › Optionen › GeoGap gespeichert sind.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetching.py" line="61" />
        <source>Authentication</source>
        <translation>Authentifizierung</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetching.py" line="67" />
        <source>About so much to download (MB)</source>
        <translation>Ungefähre Größe der Downloads (MB)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetching.py" line="71" />
        <source>Manifest</source>
        <translation>Manifest</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetching.py" line="88" />
        <source>“{}” is no date. Write it as 2010-01-31.</source>
        <translation>„{}“ ist kein Datum. Schreiben Sie es wie 2010-01-31.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetching.py" line="111" />
        <source>“{}”, {}, comes after the last, {}.</source>
        <translation>„{}“, {}, liegt nach dem letzten, {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetching.py" line="180" />
        <source>{} of {} files downloaded ({:,.1f} MB), the others were in {}.</source>
        <translation>{} von {} Dateien heruntergeladen ({:,.1f} MB), die übrigen lagen schon in {}.</translation>
    </message>
</context><context>
    <name>FetchDialog</name>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="67" />
        <source>Fetch Data</source>
        <translation>Daten abrufen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="96" />
        <source>About the product</source>
        <translation>Über das Produkt</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="97" />
        <source>Credentials</source>
        <translation>Zugangsdaten</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="99" />
        <source>Credentials…</source>
        <translation>Zugangsdaten…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="99" />
        <source>Opens GeoGap's page in the options of QGIS</source>
        <translation>Öffnet die Seite von GeoGap in den Optionen von QGIS</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="105" />
        <source>No region yet</source>
        <translation>Noch keine Region</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="196" />
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="106" />
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="111" />
        <source>Panel's Region</source>
        <translation>Region des Bedienfelds</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="111" />
        <source>Take the region of the GeoGap panel</source>
        <translation>Die Region des GeoGap-Bedienfelds nehmen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="114" />
        <source>Map View</source>
        <translation>Kartenansicht</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="114" />
        <source>Take what the map shows</source>
        <translation>Nehmen, was die Karte zeigt</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="116" />
        <source>First day</source>
        <translation>Erster Tag</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="116" />
        <source>Last day</source>
        <translation>Letzter Tag</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="131" />
        <source>Most clouds, per cent</source>
        <translation>Höchste Bewölkung, Prozent</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="136" />
        <source>Address of the catalogue</source>
        <translation>Adresse des Katalogs</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="209" />
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="137" />
        <source>Collection</source>
        <translation>Kollektion</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="210" />
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="138" />
        <source>Bands</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="211" />
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="143" />
        <source>Variables</source>
        <translation>Variablen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="147" />
        <source>That of the scenes</source>
        <translation>Die der Szenen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="149" />
        <source>Resolution, in the units of the scenes' coordinate reference system</source>
        <translation>Auflösung, in den Einheiten des Koordinatenbezugssystems der Szenen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="151" />
        <source>In the units of the scenes' coordinate reference system</source>
        <translation>In den Einheiten des Koordinatenbezugssystems der Szenen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="155" />
        <source>A temporary folder, gone when QGIS ends</source>
        <translation>Ein temporärer Ordner, der mit QGIS verschwindet</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="156" />
        <source>Folder for what is fetched</source>
        <translation>Ordner für das Abgerufene</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="295" />
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="159" />
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="165" />
        <source>Tick All</source>
        <translation>Alle ankreuzen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="166" />
        <source>Untick All</source>
        <translation>Keine ankreuzen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="169" />
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="171" />
        <source>What is wrong</source>
        <translation>Was nicht stimmt</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="173" />
        <source>Add to Queue</source>
        <translation>Zur Warteschlange hinzufügen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="175" />
        <source>Fetches in the background, after what is queued</source>
        <translation>Ruft im Hintergrund ab, nach dem, was schon ansteht</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="179" />
        <source>More Options…</source>
        <translation>Weitere Optionen…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="179" />
        <source>The algorithm's own dialog with these choices</source>
        <translation>Der eigene Dialog des Algorithmus mit dieser Auswahl</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="197" />
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="208" />
        <source>Catalogue</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="212" />
        <source>Resolution</source>
        <translation>Auflösung</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="213" />
        <source>Most clouds</source>
        <translation>Höchste Bewölkung</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="216" />
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="295" />
        <source>Estimate Size</source>
        <translation>Größe schätzen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="325" />
        <source>Click the first month, then the last</source>
        <translation>Klicken Sie auf den ersten Monat, dann auf den letzten</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="340" />
        <source>No account is needed.</source>
        <translation>Es ist kein Konto nötig.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="349" />
        <source>No credentials are stored for a catalogue of your own; many need none.</source>
        <translation>Für einen eigenen Katalog sind keine Zugangsdaten gespeichert; viele brauchen keine.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="352" />
        <source>Needs an account: no credentials for {} are stored.</source>
        <translation>Braucht ein Konto: Für {} sind keine Zugangsdaten gespeichert.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="385" />
        <source>No region yet: draw one on the map (the menu beside “Region”), or take the view of a map.</source>
        <translation>Noch keine Region: Zeichnen Sie eine auf der Karte (das Menü neben „Region“), oder nehmen Sie den Ausschnitt einer Karte.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="450" />
        <source>Something else was chosen meanwhile: search again.</source>
        <translation>Inzwischen wurde etwas anderes gewählt: Suchen Sie noch einmal.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="456" />
        <source>Click a date to choose its scenes</source>
        <translation>Klicken Sie auf ein Datum, um dessen Szenen zu wählen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="501" />
        <source>{} %</source>
        <translation>{} %</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="536" />
        <source>About {} for the whole product, which is downloaded once and kept in the cache.</source>
        <translation>Etwa {} für das ganze Produkt, das einmal heruntergeladen und im Zwischenspeicher aufbewahrt wird.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="540" />
        <source>“Estimate Size” asks the service how much it would be.</source>
        <translation>„Größe schätzen“ fragt den Dienst, wie viel es wäre.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="541" />
        <source>About {} to download.</source>
        <translation>Etwa {} herunterzuladen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="544" />
        <source>“Search” lists the scenes of the region and the period.</source>
        <translation>„Suchen“ listet die Szenen der Region und des Zeitraums auf.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_dialog.py" line="545" />
        <source>Scenes: {} of {}. Dates: {}. To read, before compression: about {}.</source>
        <translation>Szenen: {} von {}. Termine: {}. Zu lesen, vor der Kompression: etwa {}.</translation>
    </message>
</context><context>
    <name>FetchEcostress</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="64" />
        <source>Fetch ECOSTRESS land surface temperature</source>
        <translation>ECOSTRESS-Landoberflächentemperatur abrufen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="65" />
        <source>Turns ECOSTRESS scenes of a region (70 m, Kelvin) into a series with a date and time for every overpass.</source>
        <translation>Macht aus ECOSTRESS-Szenen einer Region (70 m, Kelvin) eine Zeitreihe mit Datum und Uhrzeit für jeden Überflug.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="68" />
        <source>ECOSTRESS looks from the International Space Station at any hour of day and night, every few days and at no fixed time, between 54 degrees south and north, since July 2018. The tiles of the product ECO_L2T_LSTE are looked up in NASA's catalogue; only the part of each that lies in the region is read. The tiles of one overpass become one band, named by the time of the view (UTC); two overpasses of one day stay apart, and so do day and night.

Left out, pixel by pixel and before anything is resampled: clouds and what was not observed (cloud layer); what the quality layer calls not produced (mandatory flags 2 and 3; with “best”, the degraded pixels of flag 1 too; these flags say nothing of clouds); water, if you want; and temperatures that cannot be, below 200 K or above 370 K, which are counted. In “Quality layers” you may say it otherwise, for instance “cloud: 1-255; QC: bits 0-1 = 2, 3, bits 14-15 = 0; LST: outside 250-400”, which also leaves out errors above 2 K.

Without another grid, cells are the pixels of the tile that covers most of the region: there, values stay as they are. Tiles do not share their pixels, and regions may reach into another UTM zone: the others are resampled.

There are several versions of the product; the newest does not reach back to the beginning yet. Each tile is taken in the newest version that there is of it; a warning says when a series has several. A tile that was processed several times counts once.

{token} Looking with “List only” needs no account.

What has been fetched is kept in a cache: a run that failed or was cancelled goes on where it stopped. A file NAME.manifest.json beside the series says what was fetched, from where, under which licence, and how to cite it.</source>
        <translation>ECOSTRESS blickt seit Juli 2018 von der Internationalen Raumstation auf die Erde, zu jeder Stunde des Tages und der Nacht, alle paar Tage und zu keiner festen Zeit, zwischen 54 Grad Süd und Nord. Die Kacheln des Produkts ECO_L2T_LSTE werden im Katalog der NASA gesucht; gelesen wird nur der Teil jeder Kachel, der in der Region liegt. Die Kacheln eines Überflugs werden zu einem Kanal, benannt nach der Aufnahmezeit (UTC); zwei Überflüge eines Tages bleiben getrennt, ebenso Tag und Nacht.

Weggelassen werden, Pixel für Pixel und vor jedem Resampling: Wolken und nicht Beobachtetes (Wolkenlayer); was der Qualitätslayer als nicht erzeugt bezeichnet (verbindliche Flags 2 und 3; bei „best“ auch die beeinträchtigten Pixel mit Flag 1; über Wolken sagen diese Flags nichts); auf Wunsch Wasser; und unmögliche Temperaturen, unter 200 K oder über 370 K, die gezählt werden. In „Qualitätslayer“ können Sie es anders angeben, etwa „cloud: 1-255; QC: bits 0-1 = 2, 3, bits 14-15 = 0; LST: outside 250-400“, was auch Fehler über 2 K weglässt.

Ohne ein anderes Gitter sind die Zellen die Pixel der Kachel, die am meisten von der Region bedeckt: Dort bleiben die Werte, wie sie sind. Kacheln haben keine gemeinsamen Pixel, und Regionen können in eine andere UTM-Zone reichen: Die übrigen Kacheln werden auf das Gitter umgerechnet.

Vom Produkt gibt es mehrere Versionen; die neueste reicht noch nicht bis zum Beginn zurück. Jede Kachel wird in der neuesten Version genommen, die es von ihr gibt; eine Warnung sagt, wenn eine Zeitreihe mehrere enthält. Eine mehrfach verarbeitete Kachel zählt einmal.

{token} Das Suchen mit „Nur auflisten“ braucht kein Konto.

Abgerufenes wird in einem Zwischenspeicher aufbewahrt: Ein fehlgeschlagener oder abgebrochener Lauf setzt dort fort, wo er stehen blieb. Eine Datei NAME.manifest.json neben der Zeitreihe gibt an, was abgerufen wurde, woher, unter welcher Lizenz und wie es zu zitieren ist.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="99" />
        <source>Day or night</source>
        <translation>Tag oder Nacht</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="99" />
        <source>By the flag of the catalogue.</source>
        <translation>Nach der Angabe des Katalogs.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="102" />
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="104" />
        <source>“nominal” takes what was produced, “best” what was produced without degradation, “any” everything.</source>
        <translation>„nominal“ nimmt, was erzeugt wurde, „best“, was ohne Beeinträchtigung erzeugt wurde, „any“ alles.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="109" />
        <source>Leave out clouds</source>
        <translation>Wolken weglassen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="109" />
        <source>By the cloud layer of the product.</source>
        <translation>Nach dem Wolkenlayer des Produkts.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="110" />
        <source>Leave out water</source>
        <translation>Wasser weglassen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="110" />
        <source>By the water layer of the product.</source>
        <translation>Nach dem Wasserlayer des Produkts.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="115" />
        <source>Least cover (%)</source>
        <translation>Mindestabdeckung (%)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="116" />
        <source>Overpasses that leave fewer cells of the region with a value are not written. 0 writes empty ones too.</source>
        <translation>Überflüge, die weniger Zellen der Region einen Wert lassen, werden nicht geschrieben. 0 schreibt auch leere.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="122" />
        <source>An authentication configuration of QGIS with a NASA Earthdata token: type API Header, header “Authorization”, value “Bearer ” and the token. Without a window, the environment variable EARTHDATA_TOKEN does as well.</source>
        <translation>Eine Authentifizierungskonfiguration von QGIS mit einem Token von NASA Earthdata: Typ API Header, Header „Authorization“, Wert „Bearer “ und das Token. Ohne Oberfläche genügt auch die Umgebungsvariable EARTHDATA_TOKEN.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="131" />
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="132" />
        <source>Of the product, such as 002. Empty: the newest that there is of each tile.</source>
        <translation>Des Produkts, etwa 002. Leer: die neueste, die es von jeder Kachel gibt.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="138" />
        <source>Series</source>
        <translation>Zeitreihe</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="138" />
        <source>The series, a GeoTIFF with a band for each overpass, Kelvin.</source>
        <translation>Die Zeitreihe, ein GeoTIFF mit einem Kanal für jeden Überflug, in Kelvin.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="142" />
        <source>Uncertainty</source>
        <translation>Unsicherheit</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="143" />
        <source>The product's own estimate of the error of each temperature, Kelvin.</source>
        <translation>Die Schätzung des Produkts selbst für den Fehler jeder Temperatur, in Kelvin.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="207" />
        <source>The series mixes the versions {}; “Version” takes one alone.</source>
        <translation>Die Zeitreihe mischt die Versionen {}; „Version“ nimmt eine allein.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="229" />
        <source>{} is two outputs of this run. Choose another name for one.</source>
        <translation>{} steht für zwei Ausgaben dieses Laufs. Wählen Sie für eine davon einen anderen Namen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="239" />
        <source>{} lacks one of its layers {} and is left out.</source>
        <translation>{} fehlt einer der Layer {}, die Kachel wird ausgelassen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="248" />
        <source>No tile has the layers {}.</source>
        <translation>Keine Kachel hat die Layer {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="312" />
        <source>ECOSTRESS LST</source>
        <translation>ECOSTRESS-LST</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="312" />
        <source>ECOSTRESS LST uncertainty</source>
        <translation>ECOSTRESS-LST – Unsicherheit</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="335" />
        <source>No tile reaches into the region.</source>
        <translation>Keine Kachel reicht in die Region.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="340" />
        <source>{} overpasses, {} of them with values in fewer than {:g} % of the cells.</source>
        <translation>{} Überflüge, davon {} mit Werten in weniger als {:g} % der Zellen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="346" />
        <source>Clouds, or the edge of the view: the best of {} overpasses covers {:.2g} % of the region. Lower “{}”, choose another period, or mask less.</source>
        <translation>Wolken oder der Rand der Aufnahme: Der beste von {} Überflügen bedeckt {:.2g} % der Region. Senken Sie „{}“, wählen Sie einen anderen Zeitraum, oder maskieren Sie weniger.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_ecostress.py" line="358" />
        <source>{:,} pixels have temperatures that cannot be and were left out (usually: {}).</source>
        <translation>{:,} Pixel haben unmögliche Temperaturen und wurden weggelassen (üblich: {}).</translation>
    </message>
</context><context>
    <name>FetchGrace</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="72" />
        <source>Fetch GRACE water storage</source>
        <translation>GRACE-Wasserspeicher abrufen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="73" />
        <source>Downloads GRACE and GRACE-FO water storage anomalies for a region and a period as a monthly series.</source>
        <translation>Lädt Anomalien des Wasserspeichers von GRACE und GRACE-FO für eine Region und einen Zeitraum als monatliche Zeitreihe herunter.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="76" />
        <source>The newest release is looked up in the centre's catalogue, downloaded once, kept in a cache, and cut out without resampling. The unit is that of the product. Months come from the time that each solution covers; the months that no product has, between the missions and before, are there as empty bands, so that “Fill series” takes the result as it is.

Products of NASA's PO.DAAC need a free Earthdata account. {token}

A file NAME.manifest.json beside the series says what was fetched, from where, with which checksums, under which licence, and how to cite it.

Products:
{products}</source>
        <translation>Die neueste Ausgabe wird im Katalog des Zentrums gesucht, einmal heruntergeladen, in einem Zwischenspeicher aufbewahrt und ohne Resampling ausgeschnitten. Die Einheit ist die des Produkts. Die Monate ergeben sich aus der Zeit, die jede Lösung abdeckt; Monate, die kein Produkt hat, zwischen den Missionen und davor, sind als leere Kanäle vorhanden, sodass „Zeitreihe füllen“ das Ergebnis nimmt, wie es ist.

Produkte des PO.DAAC der NASA brauchen ein kostenloses Earthdata-Konto. {token}

Eine Datei NAME.manifest.json neben der Zeitreihe gibt an, was abgerufen wurde, woher, mit welchen Prüfsummen, unter welcher Lizenz und wie es zu zitieren ist.

Produkte:
{products}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="105" />
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="107" />
        <source>Which solution of which centre; see the help for what they are.</source>
        <translation>Welche Lösung welchen Zentrums; was sie sind, steht in der Hilfe.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="111" />
        <source>First month</source>
        <translation>Erster Monat</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="111" />
        <source>Any day of the first month. Empty: the beginning, April 2002.</source>
        <translation>Ein beliebiger Tag des ersten Monats. Leer: der Beginn, April 2002.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="114" />
        <source>Last month</source>
        <translation>Letzter Monat</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="114" />
        <source>Any day of the last month. Empty: the newest there is.</source>
        <translation>Ein beliebiger Tag des letzten Monats. Leer: der neueste, den es gibt.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="117" />
        <source>An authentication configuration of QGIS with a NASA Earthdata token: type API Header, header “Authorization”, value “Bearer ” and the token. Not needed for csr-mascons and gsfc-mascons. Without a window, the environment variable EARTHDATA_TOKEN does as well.</source>
        <translation>Eine Authentifizierungskonfiguration von QGIS mit einem Token von NASA Earthdata: Typ API Header, Header „Authorization“, Wert „Bearer “ und das Token. Für csr-mascons und gsfc-mascons nicht nötig. Ohne Oberfläche genügt auch die Umgebungsvariable EARTHDATA_TOKEN.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="124" />
        <source>Apply scale factors</source>
        <translation>Skalierungsfaktoren anwenden</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="125" />
        <source>Multiply every cell by the gain factor that comes with the JPL mascons, which restores signal below the size of a mascon. Cells without a factor become missing. Uncertainties are multiplied as well.</source>
        <translation>Multipliziert jede Zelle mit dem Verstärkungsfaktor, der mit den JPL-Mascons kommt und Signal unterhalb der Größe eines Mascons wiederherstellt. Zellen ohne Faktor werden zu fehlenden. Unsicherheiten werden ebenfalls multipliziert.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="131" />
        <source>Land only</source>
        <translation>Nur Land</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="132" />
        <source>Leave out the cells that the product's own land mask calls sea.</source>
        <translation>Lässt die Zellen weg, die die Landmaske des Produkts selbst als Meer bezeichnet.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="136" />
        <source>Series</source>
        <translation>Zeitreihe</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="136" />
        <source>The series, a GeoTIFF with a band for each month.</source>
        <translation>Die Zeitreihe, ein GeoTIFF mit einem Kanal für jeden Monat.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="140" />
        <source>Uncertainty</source>
        <translation>Unsicherheit</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="141" />
        <source>The product's own uncertainty, one standard deviation in its unit; not all products have one.</source>
        <translation>Die Unsicherheit des Produkts selbst, eine Standardabweichung in seiner Einheit; nicht alle Produkte haben eine.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="145" />
        <source>Number of months</source>
        <translation>Anzahl der Monate</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="146" />
        <source>Number of missing months</source>
        <translation>Anzahl fehlender Monate</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="165" />
        <source>{} come without what “{}” needs. Leave it off, or choose another product.</source>
        <translation>{} kommen ohne das, was „{}“ braucht. Schalten Sie es aus, oder wählen Sie ein anderes Produkt.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="207" />
        <source>Searched: {}. Files: {}.</source>
        <translation>Durchsucht: {}. Dateien: {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="227" />
        <source>{} uncertainty</source>
        <translation>{} – Unsicherheit</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="250" />
        <source>No month from {} to {} exists. Searched: {}. What was found reaches from {} to {}.</source>
        <translation>Von {} bis {} gibt es keinen Monat. Durchsucht: {}. Gefunden wurde {} bis {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="266" />
        <source>{} months from {} to {}, {} of them missing.</source>
        <translation>{} Monate von {} bis {}, davon fehlen {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="271" />
        <source>Months that no product has ({}): {}</source>
        <translation>Monate, die kein Produkt hat ({}): {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="273" />
        <source>Months that this product lacks: {}</source>
        <translation>Monate, die diesem Produkt fehlen: {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_grace.py" line="275" />
        <source>The product ends with {}.</source>
        <translation>Das Produkt endet mit {}.</translation>
    </message>
</context><context>
    <name>FetchPart</name>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_part.py" line="38" />
        <source>Fetch…</source>
        <translation>Abrufen…</translation>
    </message>
</context><context>
    <name>FetchScenes</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="50" />
        <source>Fetch satellite scenes</source>
        <translation>Satellitenszenen abrufen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="51" />
        <source>Searches a STAC catalogue and turns what it finds into dated series, one for each band, on one grid.</source>
        <translation>Durchsucht einen STAC-Katalog und macht aus dem Gefundenen datierte Zeitreihen, eine für jeden Kanal, auf einem einzigen Gitter.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="54" />
        <source>Any STAC API will do: one of the catalogues below, or the address of another. Only the part of each scene that lies in the region is read, from an overview where the resolution allows it. Clouds, shadows and what else the quality layer calls unusable are left out pixel by pixel, numbers become physical values, and the scenes of one day (of local solar time) are laid together, the one with the fewest clouds on top. A fully cloudy date stays as an empty band, for “Fill clouds” and “Fill series”.

Switch “List only” on to see first what there is, how cloudy, and how much would be downloaded: in the report with small pictures, and as footprints on the map.

What has been fetched is kept in a cache: a run that failed or was cancelled goes on where it stopped. A file manifest.json beside the series says what was fetched, from where, under which licence, and how to cite it.

Quality layers: “qa_pixel: bit 1, bit 3” leaves out pixels with one of these bits, “QC_Day: bits 0-1 = 2, 3” those where two bits have one of the values, “SCL: 3, 8-10” classes; several layers are divided by a semicolon, “none” masks nothing.

Catalogues and collections:
{catalogs}</source>
        <translation>Jede STAC-API ist möglich: einer der Kataloge unten oder die Adresse eines anderen. Von jeder Szene wird nur der Teil gelesen, der in der Region liegt, aus einer Übersicht, wo die Auflösung es erlaubt. Wolken, Schatten und was der Qualitätslayer sonst als unbrauchbar bezeichnet, werden Pixel für Pixel weggelassen, Zahlen werden zu physikalischen Werten, und die Szenen eines Tages (nach Sonnenzeit des Ortes) werden übereinandergelegt, die mit den wenigsten Wolken zuoberst. Ein völlig bewölkter Termin bleibt als leerer Kanal, für „Wolken füllen“ und „Zeitreihe füllen“.

Schalten Sie „Nur auflisten“ ein, um zuerst zu sehen, was es gibt, wie bewölkt es ist und wie viel herunterzuladen wäre: im Bericht mit kleinen Bildern und als Umrisse auf der Karte.

Abgerufenes wird in einem Zwischenspeicher aufbewahrt: Ein fehlgeschlagener oder abgebrochener Lauf setzt dort fort, wo er stehen blieb. Eine Datei manifest.json neben der Zeitreihe gibt an, was abgerufen wurde, woher, unter welcher Lizenz und wie es zu zitieren ist.

Qualitätslayer: „qa_pixel: bit 1, bit 3“ lässt Pixel weg, bei denen eines dieser Bits gesetzt ist, „QC_Day: bits 0-1 = 2, 3“ solche, bei denen zwei Bits einen der Werte haben, „SCL: 3, 8-10“ Klassen; mehrere Layer werden durch einen Strichpunkt getrennt, „none“ maskiert nichts.

Kataloge und Kollektionen:
{catalogs}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="93" />
        <source>Catalogue</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="94" />
        <source>{}, or the address of a STAC API.</source>
        <translation>{} oder die Adresse einer STAC-API.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="101" />
        <source>Collection</source>
        <translation>Kollektion</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="102" />
        <source>Id of a collection of the catalogue; see the help for those that GeoGap knows more of.</source>
        <translation>Id einer Kollektion des Katalogs; in der Hilfe stehen die, über die GeoGap mehr weiß.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="108" />
        <source>Bands</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="109" />
        <source>Names with commas between them: those of the catalogue's assets, or common names such as lst, red, nir, swir16. Empty: the usual ones of the collection.</source>
        <translation>Namen, durch Kommas getrennt: die der Assets im Katalog oder gebräuchliche Namen wie lst, red, nir, swir16. Leer: die üblichen der Kollektion.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="120" />
        <source>Most clouds (%)</source>
        <translation>Höchste Bewölkung (%)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="126" />
        <source>Scenes with a larger share of clouds are left out; those whose share is unknown are not.</source>
        <translation>Szenen mit einem größeren Wolkenanteil werden weggelassen; Szenen mit unbekanntem Anteil nicht.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="130" />
        <source>For copernicus: an authentication configuration of QGIS of the type AWS S3, or a user name and password, with your S3 access key and secret key. For a catalogue of your own: the configuration that it wants. Without a window, the environment variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or {} with a bearer token.</source>
        <translation>Für copernicus: eine Authentifizierungskonfiguration von QGIS vom Typ AWS S3 oder mit Benutzername und Passwort, mit Ihrem S3-Zugriffsschlüssel und geheimen Schlüssel. Für einen eigenen Katalog: die Konfiguration, die er verlangt. Ohne Oberfläche die Umgebungsvariablen AWS_ACCESS_KEY_ID und AWS_SECRET_ACCESS_KEY, oder {} mit einem Bearer-Token.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="140" />
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="141" />
        <source>The folder for the series, one GeoTIFF for each band of the scenes, with a band for each date.</source>
        <translation>Der Ordner für die Zeitreihen, ein GeoTIFF für jeden Kanal der Szenen, mit einem Kanal für jedes Datum.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="144" />
        <source>Series</source>
        <translation>Zeitreihe</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="163" />
        <source>“Bands” is empty. Name the assets of {} that you want.</source>
        <translation>„Kanäle“ ist leer. Nennen Sie die Assets von {}, die Sie wollen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="165" />
        <source>“Bands” names one asset twice.</source>
        <translation>„Kanäle“ nennt ein Asset zweimal.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="226" />
        <source>{} is deprecated: look for its successor.</source>
        <translation>{} ist veraltet: Suchen Sie die Nachfolgerin.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="228" />
        <source>{}, {}, {} to {}, region {}</source>
        <translation>{}, {}, {} bis {}, Region {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="233" />
        <source>{}: {} scenes, {} of them too cloudy.</source>
        <translation>{}: {} Szenen, davon {} zu stark bewölkt.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="236" />
        <source>All {} scenes are too cloudy.</source>
        <translation>Alle {} Szenen sind zu stark bewölkt.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="236" />
        <source>No scene.</source>
        <translation>Keine Szene.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="238" />
        <source>{} Searched: {}. Choose another period, region or share of clouds.</source>
        <translation>{} Durchsucht: {}. Wählen Sie einen anderen Zeitraum, eine andere Region oder einen anderen Wolkenanteil.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="256" />
        <source>No scene has “{}”. They have {}.</source>
        <translation>Keine Szene hat „{}“. Vorhanden sind {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="257" />
        <source>{} of {} scenes have no “{}”.</source>
        <translation>{} von {} Szenen haben kein „{}“.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_scenes.py" line="260" />
        <source>Nothing is known of quality layers of {}: clouds stay. Say in “{}” what is unusable.</source>
        <translation>Über Qualitätslayer von {} ist nichts bekannt: Wolken bleiben. Geben Sie in „{}“ an, was unbrauchbar ist.</translation>
    </message>
</context><context>
    <name>FetchWeather</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="78" />
        <source>Fetch weather</source>
        <translation>Wetterdaten abrufen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="79" />
        <source>Downloads gridded weather for a region and a period, one dated series for each variable.</source>
        <translation>Lädt gerasterte Wetterdaten für eine Region und einen Zeitraum herunter, eine datierte Zeitreihe für jede Variable.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="80" />
        <source>The service cuts out the region and the period; what comes is kept in a cache. Each variable becomes a series VARIABLE.tif on the data set's own grid, in its own unit; “Match grid” lays them onto that of a target. A file manifest.json beside them says what was fetched, from where, with which checksums, under which licence, and how to cite it.

ERA5-Land adds up precipitation, evaporation, runoff and radiation through the day. In hourly series they are turned into the amounts of single hours: a band holds the amount of the hour that ends at its time, which is the difference from the hour before, and at 01 UTC the value itself. Differences that rounding has made slightly negative stay as they are. In monthly series they are mean amounts of a day. Values of the last months are preliminary (ERA5T); how many is said in the log and in the files.

ERA5-Land needs a free account of the Climate Data Store. {key} The store prepares what is asked for in jobs, which may wait for minutes to hours. After a failure the next run takes up the jobs that are under way; a cancel ends them.

Data sets and their variables (those with * are fetched when none is chosen):
{datasets}</source>
        <translation>Der Dienst schneidet Region und Zeitraum aus; was kommt, wird in einem Zwischenspeicher aufbewahrt. Jede Variable wird zu einer Zeitreihe VARIABLE.tif auf dem Gitter des Datensatzes selbst, in seiner Einheit; „Gitter angleichen“ bringt sie auf das eines Ziels. Eine Datei manifest.json daneben gibt an, was abgerufen wurde, woher, mit welchen Prüfsummen, unter welcher Lizenz und wie es zu zitieren ist.

ERA5-Land summiert Niederschlag, Verdunstung, Abfluss und Strahlung über den Tag auf. In stündlichen Zeitreihen werden daraus die Mengen der einzelnen Stunden: Ein Kanal enthält die Menge der Stunde, die zu seiner Zeit endet; das ist die Differenz zur Stunde davor und um 01 UTC der Wert selbst. Differenzen, die durch Rundung leicht negativ wurden, bleiben, wie sie sind. In monatlichen Zeitreihen sind es mittlere Mengen eines Tages. Werte der letzten Monate sind vorläufig (ERA5T); wie viele, steht im Protokoll und in den Dateien.

ERA5-Land braucht ein kostenloses Konto beim Climate Data Store. {key} Der Store bereitet das Verlangte in Aufträgen vor, die Minuten bis Stunden warten können. Nach einem Fehlschlag übernimmt der nächste Lauf die laufenden Aufträge; ein Abbruch beendet sie.

Datensätze und ihre Variablen (die mit * werden abgerufen, wenn keine gewählt ist):
{datasets}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="116" />
        <source>Data set</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="118" />
        <source>Which weather; see the help for what there is.</source>
        <translation>Welche Wetterdaten; was es gibt, steht in der Hilfe.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="123" />
        <source>Variables</source>
        <translation>Variablen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="129" />
        <source>Variables of the data set; see the help for which those are. Empty: the usual ones, for INCA temperature, humidity, radiation and wind, for ERA5-Land temperature and precipitation.</source>
        <translation>Variablen des Datensatzes; welche das sind, steht in der Hilfe. Leer: die üblichen, bei INCA Temperatur, Feuchte, Strahlung und Wind, bei ERA5-Land Temperatur und Niederschlag.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="137" />
        <source>First day</source>
        <translation>Erster Tag</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="138" />
        <source>The first day, UTC; for monthly data any day of the first month. Empty: the beginning.</source>
        <translation>Der erste Tag, UTC; bei monatlichen Daten ein beliebiger Tag des ersten Monats. Leer: der Beginn.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="142" />
        <source>Last day</source>
        <translation>Letzter Tag</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="143" />
        <source>The last day, UTC; for monthly data any day of the last month. Empty: the newest there is.</source>
        <translation>Der letzte Tag, UTC; bei monatlichen Daten ein beliebiger Tag des letzten Monats. Leer: der neueste, den es gibt.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="146" />
        <source>For ERA5-Land: an authentication configuration of QGIS with the key of the Climate Data Store: type API Header, header “PRIVATE-TOKEN”, value the key. Not needed for INCA. Without a window, the environment variable CDSAPI_KEY does as well.</source>
        <translation>Für ERA5-Land: eine Authentifizierungskonfiguration von QGIS mit dem Schlüssel des Climate Data Store: Typ API Header, Header „PRIVATE-TOKEN“, Wert der Schlüssel. Für INCA nicht nötig. Ohne Oberfläche genügt auch die Umgebungsvariable CDSAPI_KEY.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="153" />
        <source>List only</source>
        <translation>Nur auflisten</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="154" />
        <source>Ask the service what it has and estimate the size, but download nothing.</source>
        <translation>Fragt den Dienst, was er hat, und schätzt die Größe, lädt aber nichts herunter.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="157" />
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="158" />
        <source>The folder for the series, one GeoTIFF for each variable with a band for each hour or month.</source>
        <translation>Der Ordner für die Zeitreihen, ein GeoTIFF für jede Variable mit einem Kanal für jede Stunde oder jeden Monat.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="160" />
        <source>Series</source>
        <translation>Zeitreihe</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="163" />
        <source>Number of hours or months</source>
        <translation>Anzahl der Stunden oder Monate</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="164" />
        <source>Number of missing hours or months</source>
        <translation>Anzahl fehlender Stunden oder Monate</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="184" />
        <source>“{}” is empty. {} are hourly since {}: choose a period.</source>
        <translation>„{}“ ist leer. {}: stündliche Daten seit {}, wählen Sie einen Zeitraum.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="221" />
        <source>{} variables, {:,} times from {} to {}, about {:,} cells: about {:,.3g} MB in {} requests.</source>
        <translation>{} Variablen, {:,} Zeitpunkte von {} bis {}, etwa {:,} Zellen: etwa {:,.3g} MB in {} Anfragen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="263" />
        <source>GeoSphere Austria answers 240 requests an hour: this takes about {:.1f} hours.</source>
        <translation>GeoSphere Austria beantwortet 240 Anfragen in der Stunde: Das dauert etwa {:.1f} Stunden.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="275" />
        <source>{} is damaged, although it came whole. It was thrown away; run again.</source>
        <translation>{} ist beschädigt, obwohl die Datei vollständig ankam. Sie wurde verworfen; starten Sie den Lauf noch einmal.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="301" />
        <source>{} of the dates that were fetched have preliminary values (ERA5T).</source>
        <translation>{} der abgerufenen Zeitpunkte haben vorläufige Werte (ERA5T).</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="317" />
        <source>{} comes in “{}”; it used to be “{}”. Check its values.</source>
        <translation>{} kommt in „{}“; früher war es „{}“. Prüfen Sie die Werte.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="340" />
        <source>{:,} times, {:,} of them missing.</source>
        <translation>{:,} Zeitpunkte, davon fehlen {:,}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fetch_weather.py" line="366" />
        <source>{} has no value from {} to {}: what the service sent reaches from {} to {}.</source>
        <translation>{} hat keinen Wert von {} bis {}: Was der Dienst geschickt hat, reicht von {} bis {}.</translation>
    </message>
</context><context>
    <name>FillClouds</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="66" />
        <source>Fill clouds</source>
        <translation>Wolken füllen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="67" />
        <source>Fill</source>
        <translation>Füllen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="68" />
        <source>Fills the pixels under clouds in a stack of images from other dates, clear pixels around and predictors, with an uncertainty for every filled value.</source>
        <translation>Füllt die Pixel unter Wolken in einem Bildstapel aus anderen Terminen, den klaren Pixeln ringsum und Prädiktoren, mit einer Unsicherheit für jeden gefüllten Wert.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="72" />
        <source>For stacks of images such as land surface temperature or NDVI, of which clouds hide a part. Images that are empty altogether are filled, too. Observed values are never changed. A series of coarse cells with missing months is a case for “Fill series”.

“regression” estimates every pixel from the same pixel at all other dates, and corrects that by the clear pixels around the cloud (kriging). Where predictors are given, they explain what they can first. “eof” uses a few empirical orthogonal functions (DINEOF), “annual_cycle” a cycle of the year, or of the day in hourly images, “climatology” the mean of the season, and “model” a neural network. “auto” lays cloud shapes of other dates over known pixels, lets every method fill them, and combines the methods as they came closest.

Predictors are series or maps that are known under clouds: air temperature, radiation, terrain, vegetation. They are brought onto the grid and the dates of the stack as “Match grid” does it by default; run that yourself for sums over hours or other rules. Where a predictor is missing, its usual value counts. A model of predictors also fills pixels that are never clear, as in a single image, where each predictor has a value: a map without values over the sea keeps the sea outside.

Temperatures are those of a clear sky unless a model says otherwise: under clouds the ground is cooler by day and warmer at night than what is filled.

Values outside what the variable can be, and values that differ from their neighbours by more than eight robust standard deviations, are outliers: they are not used, and replaced unless you keep them. In an image of which more than 2 % cannot be, so are values that far from its median.

The uncertainty is one standard deviation in the unit of the series, calibrated on hidden values by the distance to the nearest clear pixel. The file says by how many of these the 50, 80 and 90 % intervals reach to either side (GEOGAP_HALF_WIDTHS); the series panel draws the 90 % one so. Flags: 1 observed, 2 filled, 3 gap left open, 4 outlier replaced, 0 outside (no value at any date).</source>
        <translation>Für Bildstapel wie Landoberflächentemperatur oder NDVI, von denen Wolken einen Teil verdecken. Auch völlig leere Bilder werden gefüllt. Beobachtete Werte werden nie verändert. Eine Zeitreihe grober Zellen mit fehlenden Monaten ist ein Fall für „Zeitreihe füllen“.

„regression“ schätzt jedes Pixel aus demselben Pixel zu allen anderen Terminen und korrigiert das mit den klaren Pixeln rings um die Wolke (Kriging). Gibt es Prädiktoren, erklären zuerst sie, was sie können. „eof“ nutzt einige empirische Orthogonalfunktionen (DINEOF), „annual_cycle“ einen Jahresgang oder, bei stündlichen Bildern, einen Tagesgang, „climatology“ das Mittel der Jahreszeit und „model“ ein neuronales Netz. „auto“ legt Wolkenformen anderer Termine über bekannte Pixel, lässt sie von jeder Methode füllen und kombiniert die Methoden danach, wie nahe sie kamen.

Prädiktoren sind Zeitreihen oder Karten, die unter Wolken bekannt sind: Lufttemperatur, Strahlung, Gelände, Vegetation. Sie werden auf das Gitter und die Termine des Stapels gebracht, wie „Gitter angleichen“ es mit den Vorgaben tut; führen Sie das selbst aus, wenn Sie Summen über Stunden oder andere Regeln wollen. Wo ein Prädiktor fehlt, gilt sein üblicher Wert. Ein Modell aus Prädiktoren füllt auch Pixel, die nie klar sind, etwa in einem einzelnen Bild, wo jeder Prädiktor einen Wert hat: Eine Karte ohne Werte über dem Meer hält das Meer draußen.

Temperaturen sind die bei klarem Himmel, wenn ein Modell nichts anderes sagt: Unter Wolken ist der Boden bei Tag kühler und bei Nacht wärmer als das Gefüllte.

Werte außerhalb dessen, was die Variable annehmen kann, und Werte, die um mehr als acht robuste Standardabweichungen von ihren Nachbarn abweichen, sind Ausreißer: Sie werden nicht verwendet und werden ersetzt, wenn Sie sie nicht behalten. In einem Bild, von dem mehr als 2 % nicht sein können, sind es auch Werte, die so weit von dessen Median abweichen.

Die Unsicherheit ist eine Standardabweichung in der Einheit der Zeitreihe, an verborgenen Werten nach dem Abstand zum nächsten klaren Pixel kalibriert. Die Datei sagt, um wie viele davon die Intervalle von 50, 80 und 90 % nach jeder Seite reichen (GEOGAP_HALF_WIDTHS); das Zeitreihen-Panel zeichnet so das von 90 %. Flags: 1 beobachtet, 2 gefüllt, 3 Lücke offen gelassen, 4 Ausreißer ersetzt, 0 außerhalb (zu keinem Termin ein Wert).</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="102" />
        <source>How clouds are filled; “auto” combines the methods as they do best on clouds laid over known pixels of this stack.</source>
        <translation>Wie Wolken gefüllt werden; „auto“ kombiniert die Methoden danach, wie gut sie bei Wolken sind, die über bekannte Pixel dieses Stapels gelegt werden.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="107" />
        <source>the library's model for clouds</source>
        <translation>das Modell der Bibliothek für Wolken</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="111" />
        <source>Predictors</source>
        <translation>Prädiktoren</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="113" />
        <source>Series or maps that explain the images and are known under clouds, such as air temperature at 2 m, radiation or terrain. Rasters with dated bands, or NetCDF files, all variables of which are taken; rasters without a date stand for all dates.</source>
        <translation>Zeitreihen oder Karten, die die Bilder erklären und unter Wolken bekannt sind, etwa Lufttemperatur in 2 m, Strahlung oder Gelände. Raster mit datierten Kanälen oder NetCDF-Dateien, von denen alle Variablen genommen werden; Raster ohne Datum gelten für alle Termine.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="122" />
        <source>Filled images</source>
        <translation>Gefüllte Bilder</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="122" />
        <source>The complete stack, a GeoTIFF with a band for each date.</source>
        <translation>Der vollständige Stapel, ein GeoTIFF mit einem Kanal für jedes Datum.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="126" />
        <source>Uncertainty</source>
        <translation>Unsicherheit</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="127" />
        <source>One standard deviation of every filled value, in the unit of the series; 0 where observed.</source>
        <translation>Eine Standardabweichung jedes gefüllten Werts, in der Einheit der Zeitreihe; 0, wo beobachtet.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="132" />
        <source>Flags</source>
        <translation>Flags</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="133" />
        <source>What every value is: 1 observed, 2 filled, 3 gap left open, 4 outlier replaced, 0 outside.</source>
        <translation>Was jeder Wert ist: 1 beobachtet, 2 gefüllt, 3 Lücke offen gelassen, 4 Ausreißer ersetzt, 0 außerhalb.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="137" />
        <source>A page that shows images before and after, how well each method did, and what was an outlier.</source>
        <translation>Eine Seite, die Bilder vorher und nachher zeigt, wie gut jede Methode war und was ein Ausreißer war.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="139" />
        <source>Number of values filled</source>
        <translation>Anzahl gefüllter Werte</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="140" />
        <source>Number of outliers replaced</source>
        <translation>Anzahl ersetzter Ausreißer</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="141" />
        <source>Method used</source>
        <translation>Verwendete Methode</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="146" />
        <source>Outliers</source>
        <translation>Ausreißer</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="148" />
        <source>What becomes of values that cannot be: “replace” treats them as gaps and flags them, “keep” takes every value as observed.</source>
        <translation>Was mit unmöglichen Werten geschieht: „replace“ behandelt sie als Lücken und kennzeichnet sie mit einem Flag, „keep“ nimmt jeden Wert als beobachtet.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="199" />
        <source>The method “{}” makes no use of predictors.</source>
        <translation>Die Methode „{}“ nutzt keine Prädiktoren.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="227" />
        <source>{} values filled, {} of them in the place of outliers, {} left open.</source>
        <translation>{} Werte gefüllt, davon {} anstelle von Ausreißern, {} offen gelassen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="300" />
        <source>Values outside {} are outliers.</source>
        <translation>Werte außerhalb von {} sind Ausreißer.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="306" />
        <source>Nothing could be hidden from this stack, so that no method was judged.</source>
        <translation>In diesem Stapel ließ sich nichts verbergen, daher wurde keine Methode beurteilt.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="309" />
        <source>Intervals of 50, 80 and 90 % reach {}, {} and {} standard deviations to either side.</source>
        <translation>Intervalle von 50, 80 und 90 % reichen {}, {} und {} Standardabweichungen nach beiden Seiten.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="313" />
        <source>Weights: {}.</source>
        <translation>Gewichte: {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="316" />
        <source>This is a clear-sky product: under clouds the ground is cooler by day and warmer at night than what is filled.</source>
        <translation>Das ist ein Produkt für klaren Himmel: Unter Wolken ist der Boden bei Tag kühler und bei Nacht wärmer als das Gefüllte.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="322" />
        <source>This is an all-weather product: what is filled counts for the clouded ground.</source>
        <translation>Das ist ein Produkt für jedes Wetter: Das Gefüllte gilt für den bewölkten Boden.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="338" />
        <source>{}, clouds filled ({})</source>
        <translation>{}, Wolken gefüllt ({})</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="340" />
        <source>{} flags</source>
        <translation>{} – Flags</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="343" />
        <source>{} uncertainty</source>
        <translation>{} – Unsicherheit</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_clouds.py" line="346" />
        <source>{} filled</source>
        <translation>{} – gefüllt</translation>
    </message>
</context><context>
    <name>FillSeries</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="43" />
        <source>Fill series</source>
        <translation>Zeitreihe füllen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="44" />
        <source>Fill</source>
        <translation>Füllen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="45" />
        <source>Fills the gaps of a series through time, cell by cell, with an uncertainty for every filled value.</source>
        <translation>Füllt die Lücken einer Zeitreihe durch die Zeit, Zelle für Zelle, mit einer Unsicherheit für jeden gefüllten Wert.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="48" />
        <source>Observed values are never changed. Missing epochs and missing pixels are estimated from the cell's own record: its seasons, its trend, and what was observed before and after the gap.

“auto” hides known values in the pattern of the data's own gaps, lets every method fill them, and combines the methods in every cell with the weights that come closest. “model” runs the neural network alone, “gp” a Gaussian process averaged over 48 covariance functions, “harmonic” and “climatology” a seasonal cycle with the residual interpolated, “linear” a straight line.

The output has a band for every epoch of the calendar. The uncertainty is one standard deviation in the unit of the series, calibrated on hidden values so that 90 % of them lie within 1.64 of it. Flags: 1 observed, 2 filled, 3 gap left open, 0 outside.</source>
        <translation>Beobachtete Werte werden nie verändert. Fehlende Epochen und fehlende Pixel werden aus der Aufzeichnung der Zelle selbst geschätzt: aus ihren Jahreszeiten, ihrem Trend und dem, was vor und nach der Lücke beobachtet wurde.

„auto“ verbirgt bekannte Werte im Muster der Lücken, die die Daten selbst haben, lässt sie von jeder Methode füllen und kombiniert die Methoden in jeder Zelle mit den Gewichten, die am nächsten kommen. „model“ verwendet nur das neuronale Netz, „gp“ einen Gauß-Prozess, gemittelt über 48 Kovarianzfunktionen, „harmonic“ und „climatology“ einen Jahresgang mit interpoliertem Rest, „linear“ eine Gerade.

Die Ausgabe hat einen Kanal für jede Epoche des Kalenders. Die Unsicherheit ist eine Standardabweichung in der Einheit der Zeitreihe, an verborgenen Werten so kalibriert, dass 90 % von ihnen innerhalb ihres 1,64-Fachen liegen. Flags: 1 beobachtet, 2 gefüllt, 3 Lücke offen gelassen, 0 außerhalb.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="65" />
        <source>How gaps are filled; “auto” combines the methods as they do best on this series' own hidden values.</source>
        <translation>Wie Lücken gefüllt werden; „auto“ kombiniert die Methoden danach, wie gut sie bei verborgenen Werten dieser Zeitreihe selbst sind.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="73" />
        <source>Longest gap to fill (epochs)</source>
        <translation>Längste zu füllende Lücke (Epochen)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="78" />
        <source>Gaps longer than this stay open and are flagged 3. Empty: every gap is filled.</source>
        <translation>Längere Lücken bleiben offen und erhalten das Flag 3. Leer: Jede Lücke wird gefüllt.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="82" />
        <source>Filled series</source>
        <translation>Gefüllte Zeitreihe</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="82" />
        <source>The complete series, a GeoTIFF with a band for each epoch.</source>
        <translation>Die vollständige Zeitreihe, ein GeoTIFF mit einem Kanal für jede Epoche.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="86" />
        <source>Uncertainty</source>
        <translation>Unsicherheit</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="87" />
        <source>One standard deviation of every filled value, in the unit of the series; 0 where observed.</source>
        <translation>Eine Standardabweichung jedes gefüllten Werts, in der Einheit der Zeitreihe; 0, wo beobachtet.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="92" />
        <source>Flags</source>
        <translation>Flags</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="93" />
        <source>What every value is: 1 observed, 2 filled, 3 gap left open, 0 outside.</source>
        <translation>Was jeder Wert ist: 1 beobachtet, 2 gefüllt, 3 Lücke offen gelassen, 0 außerhalb.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="98" />
        <source>Methods taken</source>
        <translation>Gewählte Methoden</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="99" />
        <source>Which method has the largest weight in every cell (1 model, 2 gp, 3 harmonic, 4 climatology, 5 linear), and bands with the weight of each in percent.</source>
        <translation>Welche Methode in jeder Zelle das größte Gewicht hat (1 model, 2 gp, 3 harmonic, 4 climatology, 5 linear), und Kanäle mit dem Gewicht jeder Methode in Prozent.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="106" />
        <source>A page that names every missing epoch, shows what was filled and how far to trust it.</source>
        <translation>Eine Seite, die jede fehlende Epoche nennt und zeigt, was gefüllt wurde und wie weit man dem trauen kann.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="108" />
        <source>Number of values filled</source>
        <translation>Anzahl gefüllter Werte</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="109" />
        <source>Method used</source>
        <translation>Verwendete Methode</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="148" />
        <source>{} values filled, {} left open.</source>
        <translation>{} Werte gefüllt, {} offen gelassen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="205" />
        <source>{}, filled ({})</source>
        <translation>{}, gefüllt ({})</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="207" />
        <source>{} methods taken</source>
        <translation>{} – gewählte Methoden</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="208" />
        <source>{} flags</source>
        <translation>{} – Flags</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="211" />
        <source>{} uncertainty</source>
        <translation>{} – Unsicherheit</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="214" />
        <source>{} filled</source>
        <translation>{} – gefüllt</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/fill_series.py" line="225" />
        <source>{} epochs from {} to {} (cadence: {}), {} missing: {}</source>
        <translation>{} Epochen von {} bis {} (Zeitschritt: {}), {} fehlen: {}</translation>
    </message>
</context><context>
    <name>FillStep</name>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="55" />
        <source>4  Fill</source>
        <translation>4  Füllen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="56" />
        <source>Step 4, fill</source>
        <translation>Schritt 4, Füllen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="73" />
        <source>Fill with</source>
        <translation>Füllen mit</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="77" />
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="80" />
        <source>The library's own</source>
        <translation>Das der Bibliothek</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="81" />
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="84" />
        <source>No limit</source>
        <translation>Keine Grenze</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="86" />
        <source> epochs</source>
        <translation> Epochen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="87" />
        <source>Longest gap</source>
        <translation>Längste Lücke</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="90" />
        <source>Temporary files</source>
        <translation>Temporäre Dateien</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="91" />
        <source>Save in</source>
        <translation>Speichern in</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="105" />
        <source>Quick Check</source>
        <translation>Schnelltest</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="107" />
        <source>Hides known values of a few cells, fills them, and says in seconds how well that went</source>
        <translation>Verbirgt bekannte Werte einiger Zellen, füllt sie und sagt in Sekunden, wie gut das gelang</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="109" />
        <source>More Options…</source>
        <translation>Weitere Optionen…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="109" />
        <source>The dialog with every parameter</source>
        <translation>Der Dialog mit allen Parametern</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="111" />
        <source>Fill Gaps</source>
        <translation>Lücken füllen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="113" />
        <source>Fills the series and loads what comes out</source>
        <translation>Füllt die Zeitreihe und lädt das Ergebnis</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="118" />
        <source>How the filling went</source>
        <translation>Wie das Füllen verlief</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="121" />
        <source>Open Report</source>
        <translation>Bericht öffnen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="135" />
        <source>Combination of all methods</source>
        <translation>Kombination aller Methoden</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="135" />
        <source>Neural network</source>
        <translation>Neuronales Netz</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="139" />
        <source>Linear interpolation</source>
        <translation>Lineare Interpolation</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="140" />
        <source>Season means and bridged residual</source>
        <translation>Mittel der Jahreszeiten und überbrückter Rest</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="141" />
        <source>Trend, harmonics and bridged residual</source>
        <translation>Trend, Harmonische und überbrückter Rest</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="142" />
        <source>Gaussian process</source>
        <translation>Gauß-Prozess</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="146" />
        <source>Other dates and kriging</source>
        <translation>Andere Termine und Kriging</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="147" />
        <source>Empirical orthogonal functions (DINEOF)</source>
        <translation>Empirische Orthogonalfunktionen (DINEOF)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="148" />
        <source>Cycle of the year or the day</source>
        <translation>Jahres- oder Tagesgang</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="149" />
        <source>Mean of the season</source>
        <translation>Mittel der Jahreszeit</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="253" />
        <source>Quick check on {} cells. {}</source>
        <translation>Schnelltest an {} Zellen. {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="259" />
        <source>{:,} values filled</source>
        <translation>{:,} Werte gefüllt</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="259" />
        <source>Filled</source>
        <translation>Gefüllt</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fill_step.py" line="263" />
        <source>{} ({}).</source>
        <translation>{} ({}).</translation>
    </message>
</context><context>
    <name>FillingAlgorithm</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/filling.py" line="35" />
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/filling.py" line="43" />
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/filling.py" line="44" />
        <source>An ONNX model with a GeoGap card: a file, or the name of an installed model. Empty: {}.</source>
        <translation>Ein ONNX-Modell mit einer GeoGap-Modellkarte: eine Datei oder der Name eines installierten Modells. Leer: {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/filling.py" line="45" />
        <source>the library's model for the cadence of the series</source>
        <translation>das Modell der Bibliothek für den Zeitschritt der Zeitreihe</translation>
    </message>
</context><context>
    <name>FindGaps</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/find_gaps.py" line="45" />
        <source>Find gaps</source>
        <translation>Lücken finden</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/find_gaps.py" line="46" />
        <source>Inspect</source>
        <translation>Untersuchen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/find_gaps.py" line="47" />
        <source>Finds the missing dates and the missing pixels of a series.</source>
        <translation>Findet die fehlenden Termine und die fehlenden Pixel einer Zeitreihe.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/find_gaps.py" line="48" />
        <source>A date is missing when the calendar expects it and the series lacks it; a pixel is missing when a cell that has values at other dates has none. Cells that never have a value, such as the sea, are outside and do not count.

The table has a row for every epoch at which something is missing. For an epoch that is missing altogether it gives the first and last epoch and the length of the gap that it belongs to.</source>
        <translation>Ein Termin fehlt, wenn der Kalender ihn erwartet und die Zeitreihe ihn nicht hat; ein Pixel fehlt, wenn eine Zelle, die zu anderen Terminen Werte hat, keinen hat. Zellen, die nie einen Wert haben, etwa das Meer, liegen außerhalb und zählen nicht.

Die Tabelle hat eine Zeile für jede Epoche, zu der etwas fehlt. Für eine vollständig fehlende Epoche gibt sie die erste und die letzte Epoche und die Länge der Lücke an, zu der sie gehört.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/find_gaps.py" line="64" />
        <source>Missing epochs</source>
        <translation>Fehlende Epochen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/find_gaps.py" line="66" />
        <source>A table of the epochs at which something is missing, with the share of the cells and the gap's length.</source>
        <translation>Eine Tabelle der Epochen, zu denen etwas fehlt, mit dem Anteil der Zellen und der Länge der Lücke.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/find_gaps.py" line="72" />
        <source>Missing share</source>
        <translation>Fehlanteil</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/find_gaps.py" line="73" />
        <source>A raster of the share of the epochs at which each cell has no value, 0 to 1.</source>
        <translation>Ein Raster mit dem Anteil der Epochen, zu denen eine Zelle keinen Wert hat, 0 bis 1.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/find_gaps.py" line="76" />
        <source>A page with the calendar, in which one sees at a glance what is missing.</source>
        <translation>Eine Seite mit dem Kalender, in dem man auf einen Blick sieht, was fehlt.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/find_gaps.py" line="77" />
        <source>Number of epochs</source>
        <translation>Anzahl der Epochen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/find_gaps.py" line="78" />
        <source>Number of missing epochs</source>
        <translation>Anzahl fehlender Epochen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/find_gaps.py" line="79" />
        <source>Longest gap (epochs)</source>
        <translation>Längste Lücke (Epochen)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/find_gaps.py" line="113" />
        <source>{} missing share</source>
        <translation>{} – Fehlanteil</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/find_gaps.py" line="124" />
        <source>{} epochs from {} to {} (cadence: {}), {} cells, {} epochs missing altogether.</source>
        <translation>{} Epochen von {} bis {} (Zeitschritt: {}), {} Zellen, {} Epochen fehlen vollständig.</translation>
    </message>
</context><context>
    <name>GapsStep</name>
    <message>
        <location filename="../../geogap_plugin/gui/gaps_step.py" line="35" />
        <source>3  Gaps</source>
        <translation>3  Lücken</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/gaps_step.py" line="36" />
        <source>Step 3, gaps</source>
        <translation>Schritt 3, Lücken</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/gaps_step.py" line="48" />
        <source>The gaps in words</source>
        <translation>Die Lücken in Worten</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/gaps_step.py" line="50" />
        <source>The date on the map</source>
        <translation>Das Datum auf der Karte</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/gaps_step.py" line="53" />
        <source>Find Gaps</source>
        <translation>Lücken finden</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/gaps_step.py" line="53" />
        <source>Count the missing dates and the missing pixels</source>
        <translation>Die fehlenden Termine und die fehlenden Pixel zählen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/gaps_step.py" line="56" />
        <source>More Options…</source>
        <translation>Weitere Optionen…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/gaps_step.py" line="58" />
        <source>The dialog of “Find gaps”, with a report and a map of the missing share</source>
        <translation>Der Dialog von „Lücken finden“, mit einem Bericht und einer Karte des Fehlanteils</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/gaps_step.py" line="97" />
        <source>{} of {} epochs are missing altogether, {} in part. The longest gap lasts {} epochs.</source>
        <translation>{} von {} Epochen fehlen vollständig, {} teilweise. Die längste Lücke dauert {} Epochen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/gaps_step.py" line="110" />
        <source>Choose a series to see its calendar.</source>
        <translation>Wählen Sie eine Zeitreihe, um ihren Kalender zu sehen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/gaps_step.py" line="113" />
        <source>{} of {} epochs are missing altogether, by their dates.</source>
        <translation>{} von {} Epochen fehlen nach ihrem Datum vollständig.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/gaps_step.py" line="136" />
        <source>On the map: {}</source>
        <translation>Auf der Karte: {}</translation>
    </message>
</context><context>
    <name>GeoGapAlgorithm</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="145" />
        <source>{} cannot be read or written: {}. Choose another place, or see what keeps it.</source>
        <translation>{} lässt sich nicht lesen oder schreiben: {}. Wählen Sie einen anderen Ort, oder sehen Sie nach, was es verhindert.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="195" />
        <source>Series</source>
        <translation>Zeitreihe</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="196" />
        <source>A raster with one band for each date: a GeoTIFF whose bands are named by date, such as “Build series” writes, or a NetCDF file with a time axis. A layer of the project or a file.</source>
        <translation>Ein Raster mit einem Kanal für jedes Datum: ein GeoTIFF, dessen Kanäle nach dem Datum benannt sind, wie „Zeitreihe erstellen“ es schreibt, oder eine NetCDF-Datei mit einer Zeitachse. Ein Layer des Projekts oder eine Datei.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="211" />
        <source>Variable</source>
        <translation>Variable</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="212" />
        <source>Name of the variable in a NetCDF file with several. Empty: the only one with a time axis.</source>
        <translation>Name der Variable in einer NetCDF-Datei mit mehreren. Leer: die einzige mit einer Zeitachse.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="222" />
        <source>Memory limit (MB)</source>
        <translation>Speichergrenze (MB)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="228" />
        <source>The raster is worked on in blocks that need at most this much memory; the result does not change.</source>
        <translation>Das Raster wird in Blöcken bearbeitet, die höchstens so viel Speicher brauchen; das Ergebnis ändert sich nicht.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="238" />
        <source>Cadence</source>
        <translation>Zeitschritt</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="240" />
        <source>The expected spacing of the epochs, which decides what counts as missing. “auto” detects it from the dates; “irregular” expects nothing, so that only pixels can be missing.</source>
        <translation>Der erwartete Abstand der Epochen, der entscheidet, was als fehlend gilt. „auto“ erkennt ihn aus den Datumsangaben; „irregular“ erwartet nichts, sodass nur Pixel fehlen können.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="252" />
        <source>Duplicates</source>
        <translation>Duplikate</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="257" />
        <source>Several dates in one period, such as GRACE's two solutions in January 2012. “separate” keeps them apart: one that reaches into an empty neighbouring period takes that period, otherwise both stay with their own dates. “mean” averages them, “first” and “last” take one, “refuse” stops.</source>
        <translation>Mehrere Termine in einer Periode, wie die zwei Lösungen von GRACE im Januar 2012. „separate“ hält sie getrennt: Einer, der in eine leere Nachbarperiode reicht, nimmt diese Periode, sonst bleiben beide bei ihrem eigenen Datum. „mean“ mittelt sie, „first“ und „last“ nehmen einen davon, „refuse“ bricht ab.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="268" />
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="269" />
        <source>Only this region is read and written, snapped outwards to whole cells. Empty: everything.</source>
        <translation>Nur diese Region wird gelesen und geschrieben, nach außen auf ganze Zellen erweitert. Leer: alles.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="284" />
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="285" />
        <source>HTML files (*.html)</source>
        <translation>HTML-Dateien (*.html)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="305" />
        <source>“Series” is empty. Choose a raster layer or a file.</source>
        <translation>„Zeitreihe“ ist leer. Wählen Sie einen Rasterlayer oder eine Datei.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="318" />
        <source>“{}”: {} is no raster that QGIS can open.</source>
        <translation>„{}“: {} ist kein Raster, das QGIS öffnen kann.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="321" />
        <source>“{}” is empty. Choose raster layers or files.</source>
        <translation>„{}“ ist leer. Wählen Sie Rasterlayer oder Dateien.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/base.py" line="386" />
        <source>{} is an input or another output of this run. Choose another name.</source>
        <translation>{} ist eine Eingabe oder eine andere Ausgabe dieses Laufs. Wählen Sie einen anderen Namen.</translation>
    </message>
</context><context>
    <name>GeoGapDock</name>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="46" />
        <source>GeoGap</source>
        <translation>GeoGap</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="85" />
        <source>What GeoGap is about to do</source>
        <translation>Was GeoGap tun wird</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="91" />
        <source>Try the Sample</source>
        <translation>Beispiel ausprobieren</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="91" />
        <source>Opens a small series of water storage with its gaps</source>
        <translation>Öffnet eine kleine Zeitreihe des Wasserspeichers mit ihren Lücken</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="93" />
        <source>For newcomers</source>
        <translation>Für Einsteiger</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="94" />
        <source>New here? Three clicks lead to a filled, animated map.</source>
        <translation>Neu hier? Drei Klicks führen zu einer gefüllten, animierten Karte.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="284" />
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="97" />
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="97" />
        <source>Animates the map, date after date</source>
        <translation>Animiert die Karte, Datum für Datum</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="99" />
        <source>Show Series</source>
        <translation>Zeitreihe zeigen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="99" />
        <source>Opens the plot of cells</source>
        <translation>Öffnet das Diagramm der Zellen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="106" />
        <source>What is not installed</source>
        <translation>Was nicht installiert ist</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="193" />
        <source>Looking for ONNX Runtime</source>
        <translation>ONNX Runtime wird gesucht</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="215" />
        <source>the whole series</source>
        <translation>der ganzen Ausdehnung</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="218" />
        <source>the map view</source>
        <translation>der Kartenansicht</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="219" />
        <source>the rectangle</source>
        <translation>dem Rechteck</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="220" />
        <source>the polygon</source>
        <translation>dem Polygon</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="222" />
        <source>a series</source>
        <translation>eine Zeitreihe</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="223" />
        <source>its gaps</source>
        <translation>ihre Lücken</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="225" />
        <source>its {} missing epochs of {}</source>
        <translation>ihre {} fehlenden von {} Epochen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="228" />
        <source>In {}, take {}, see {}, and fill them by the method {}.</source>
        <translation>In {} {} nehmen, {} ansehen und mit der Methode {} füllen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="238" />
        <source>ONNX Runtime is not installed: the neural network is left out, all other methods run. {}</source>
        <translation>ONNX Runtime ist nicht installiert: Das neuronale Netz wird ausgelassen, alle anderen Methoden laufen. {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="240" />
        <source>Options…</source>
        <translation>Optionen…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/geogap_dock.py" line="284" />
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
</context><context>
    <name>HelpPage</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/help_page.py" line="51" />
        <source>What it does</source>
        <translation>Was es tut</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/help_page.py" line="52" />
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/help_page.py" line="53" />
        <source>Advanced parameters</source>
        <translation>Erweiterte Parameter</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/help_page.py" line="55" />
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/help_page.py" line="58" />
        <source>Without the dialog</source>
        <translation>Ohne den Dialog</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/help_page.py" line="59" />
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/help_page.py" line="79" />
        <source>one or more of</source>
        <translation>eines oder mehrere von</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/help_page.py" line="79" />
        <source>one of</source>
        <translation>eines von</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/help_page.py" line="83" />
        <source>{} to {}</source>
        <translation>{} bis {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/help_page.py" line="85" />
        <source>optional</source>
        <translation>optional</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/help_page.py" line="88" />
        <source>default: {}</source>
        <translation>Vorgabe: {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/help_page.py" line="110" />
        <source>In a terminal, with your own files in the places in angle brackets:</source>
        <translation>In einem Terminal, mit Ihren eigenen Dateien anstelle der spitzen Klammern:</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/help_page.py" line="112" />
        <source>In QGIS's Python console:</source>
        <translation>In der Python-Konsole von QGIS:</translation>
    </message>
</context><context>
    <name>InstallModel</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="46" />
        <source>Install model</source>
        <translation>Modell installieren</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="47" />
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="48" />
        <source>Checks an ONNX model and adds it to the library, where “Fill series” finds it by its name and cadence.</source>
        <translation>Prüft ein ONNX-Modell und fügt es der Bibliothek hinzu, in der „Zeitreihe füllen“ es nach Name und Zeitschritt findet.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="51" />
        <source>The file must be a self-contained ONNX graph of standard operators with a GeoGap model card: name, version, inputs, outputs, calibration, training data, held-out scores. Everything that is wrong is listed, by the name of the field.

The model is then run once on a small synthetic input in the inference process; its output must have the shape that the card promises, and be finite.

The library is the folder geogap/models of the QGIS profile. Of several versions of one model the newest is used; to take a model away, delete its file.</source>
        <translation>Die Datei muss ein eigenständiger ONNX-Graph aus Standardoperatoren mit einer GeoGap-Modellkarte sein: Name, Version, Eingaben, Ausgaben, Kalibrierung, Trainingsdaten, Gütemaße an zurückgehaltenen Daten. Alles, was nicht stimmt, wird mit dem Namen des Felds aufgelistet.

Das Modell wird dann einmal mit einer kleinen synthetischen Eingabe im Inferenzprozess ausgeführt; seine Ausgabe muss die Form haben, die die Karte verspricht, und endlich sein.

Die Bibliothek ist der Ordner geogap/models des QGIS-Profils. Von mehreren Versionen eines Modells wird die neueste verwendet; um ein Modell zu entfernen, löschen Sie seine Datei.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="65" />
        <source>Model file</source>
        <translation>Modelldatei</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="66" />
        <source>An ONNX file with a GeoGap model card, such as the training package writes.</source>
        <translation>Eine ONNX-Datei mit einer GeoGap-Modellkarte, wie das Trainingspaket sie schreibt.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="70" />
        <source>Replace a different model of the same name and version</source>
        <translation>Ein anderes Modell mit demselben Namen und derselben Version ersetzen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="72" />
        <source>A model keeps its name and version for good, unless it may be replaced on purpose.</source>
        <translation>Ein Modell behält Namen und Version für immer, wenn es nicht absichtlich ersetzt werden darf.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="75" />
        <source>Installed file</source>
        <translation>Installierte Datei</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="76" />
        <source>Name of the model</source>
        <translation>Name des Modells</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="77" />
        <source>Version of the model</source>
        <translation>Version des Modells</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="78" />
        <source>Time for a cell (ms)</source>
        <translation>Zeit für eine Zelle (ms)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="93" />
        <source>{} The model is installed without having been run.</source>
        <translation>{} Das Modell wird installiert, ohne ausgeführt worden zu sein.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="96" />
        <source>It ran, in {:.3g} ms for a cell.</source>
        <translation>Es lief, in {:.3g} ms für eine Zelle.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="110" />
        <source>“Model file” is empty. Choose an ONNX file.</source>
        <translation>„Modelldatei“ ist leer. Wählen Sie eine ONNX-Datei.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="124" />
        <source>{} does not keep the model contract:
{}</source>
        <translation>{} hält den Modellvertrag nicht ein:
{}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="128" />
        <source>any variable</source>
        <translation>beliebigen Variablen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="130" />
        <source>fills gaps in series of {}, cell by cell</source>
        <translation>füllt Lücken in Zeitreihen von {}, Zelle für Zelle</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="131" />
        <source>tells {} under clouds from predictors</source>
        <translation>schließt aus Prädiktoren auf {} unter Wolken</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="132" />
        <source>fills clouds in stacks of images of {}</source>
        <translation>füllt Wolken in Bildstapeln von {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="133" />
        <source>tells the next images of {}</source>
        <translation>sagt die nächsten Bilder von {} voraus</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="137" />
        <source>with dates at any distance</source>
        <translation>mit Terminen in beliebigem Abstand</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="139" />
        <source>with one date every {}</source>
        <translation>mit einem Termin alle {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="145" />
        <source>Licence: {}.</source>
        <translation>Lizenz: {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="150" />
        <source>  {}, {}, {}: {:.4g}{} (baseline: {:.4g})</source>
        <translation>  {}, {}, {}: {:.4g}{} (Vergleich: {:.4g})</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="156" />
        <source>  {} more scores are in the card: see “GeoGap Models”.</source>
        <translation>  {} weitere Werte stehen in der Modellkarte: siehe „GeoGap-Modelle“.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/install_model.py" line="159" />
        <source>Installed as {} ({:.3g} MB, sha256 {}).</source>
        <translation>Installiert als {} ({:.3g} MB, sha256 {}).</translation>
    </message>
</context><context>
    <name>MatchGrid</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="66" />
        <source>Match grid</source>
        <translation>Gitter angleichen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="67" />
        <source>Prepare</source>
        <translation>Vorbereiten</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="68" />
        <source>Brings predictors onto the grid and the dates of a target series.</source>
        <translation>Bringt Prädiktoren auf das Gitter und die Termine einer Zielzeitreihe.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="69" />
        <source>Every variable of every input becomes one GeoTIFF on exactly the target's grid, with a band for each of the target's dates; inputs that do not change, such as a terrain model, become one band. The unit is kept.

Dates meet first, on the input's own grid, then cells. Mean and sum take the values whose periods end inside a window that ends with the target's date: six hours before 10:37 hold the hourly values of 05:00 to 10:00. A window that lacks a value gives none, and nothing is extrapolated. Sums of amounts (mm, kg m-2, J m-2) add up; all else is integrated over time, and its unit says so: W m-2 becomes W m-2 h.

Cells smaller than the target's are averaged, larger ones interpolated bilinearly, unless you choose. Averages are weighted by area. Interpolation does not reach into cells without a value.

Classes, such as land cover or a scene classification, are never averaged: they get the nearest or the most frequent class, and the value that is nearest in time. The log says which inputs were taken for classes and why.</source>
        <translation>Jede Variable jeder Eingabe wird zu einem GeoTIFF auf genau dem Gitter des Ziels, mit einem Kanal für jeden Termin des Ziels; Eingaben, die sich nicht ändern, etwa ein Geländemodell, werden zu einem einzigen Kanal. Die Einheit bleibt erhalten.

Zuerst werden die Termine zugeordnet, auf dem Gitter der Eingabe selbst, dann die Zellen. Mittel und Summe nehmen die Werte, deren Perioden in einem Fenster enden, das mit dem Termin des Ziels endet: Sechs Stunden vor 10:37 enthalten die Stundenwerte von 05:00 bis 10:00. Ein Fenster, in dem ein Wert fehlt, ergibt keinen, und nichts wird extrapoliert. Summen von Mengen (mm, kg m-2, J m-2) werden addiert; alles andere wird über die Zeit integriert, und seine Einheit sagt das: Aus W m-2 wird W m-2 h.

Zellen, die kleiner als die des Ziels sind, werden gemittelt, größere bilinear interpoliert, wenn Sie nichts anderes wählen. Mittel sind nach der Fläche gewichtet. Die Interpolation reicht nicht in Zellen ohne Wert.

Klassen, etwa Landbedeckung oder eine Szenenklassifikation, werden nie gemittelt: Sie erhalten die nächste oder die häufigste Klasse und den zeitlich nächsten Wert. Das Protokoll sagt, welche Eingaben als Klassen genommen wurden und warum.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="88" />
        <source>Predictors</source>
        <translation>Prädiktoren</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="90" />
        <source>Series to bring onto the target's grid, such as meteorology or reflectances: rasters with dated bands or NetCDF files, all variables of which are taken. Rasters without a date stand for all dates.</source>
        <translation>Zeitreihen, die auf das Gitter des Ziels gebracht werden, etwa Meteorologie oder Reflexionsgrade: Raster mit datierten Kanälen oder NetCDF-Dateien, von denen alle Variablen genommen werden. Raster ohne Datum gelten für alle Termine.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="96" />
        <source>Target series</source>
        <translation>Zielzeitreihe</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="97" />
        <source>The series whose grid and dates are wanted, such as land surface temperature scenes.</source>
        <translation>Die Zeitreihe, deren Gitter und Termine gewünscht sind, etwa Szenen der Landoberflächentemperatur.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="102" />
        <source>Resampling</source>
        <translation>Resampling</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="107" />
        <source>How cells meet. “auto” averages smaller cells and interpolates larger ones bilinearly; of classes it takes the most frequent or the nearest. For classes, anything else than “nearest” and “mode” counts as “auto”.</source>
        <translation>Wie Zellen zugeordnet werden. „auto“ mittelt kleinere Zellen und interpoliert größere bilinear; von Klassen nimmt es die häufigste oder die nächste. Bei Klassen gilt alles andere als „nearest“ und „mode“ wie „auto“.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="116" />
        <source>Matching in time</source>
        <translation>Zeitliche Zuordnung</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="121" />
        <source>How dates meet. “nearest” and “last” (at or before) take each cell's nearest value within the tolerance, “linear” interpolates between two, “mean” and “sum” take all values of the window. “auto”: the mean over the target's months or days where the input is about as fine or finer, the nearest of irregular dates, otherwise linear; an input of one date stands for all dates. Classes get the nearest unless “last” is chosen.</source>
        <translation>Wie Termine zugeordnet werden. „nearest“ und „last“ (zum Termin oder davor) nehmen für jede Zelle den nächsten Wert innerhalb der Toleranz, „linear“ interpoliert zwischen zweien, „mean“ und „sum“ nehmen alle Werte des Fensters. „auto“: das Mittel über die Monate oder Tage des Ziels, wo die Eingabe etwa gleich fein oder feiner ist, der nächste Wert bei unregelmäßigen Terminen, sonst linear; eine Eingabe mit einem einzigen Datum gilt für alle Termine. Klassen erhalten den nächsten Wert, wenn nicht „last“ gewählt ist.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="130" />
        <source>Window</source>
        <translation>Zeitfenster</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="131" />
        <source>Length of the window before each date that “mean” and “sum” cover, such as 6 hours or 8 days. Empty: the month, day or other period that the target's date stands for.</source>
        <translation>Länge des Fensters vor jedem Termin, das „mean“ und „sum“ abdecken, etwa 6 hours oder 8 days. Leer: der Monat, der Tag oder die andere Periode, für die der Termin des Ziels steht.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="138" />
        <source>Folder for the matched series</source>
        <translation>Ordner für die angeglichenen Zeitreihen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="139" />
        <source>A GeoTIFF is written into it for each variable, named after input and variable.</source>
        <translation>Für jede Variable wird ein GeoTIFF hineingeschrieben, benannt nach Eingabe und Variable.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="141" />
        <source>Matched series</source>
        <translation>Angeglichene Zeitreihen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="145" />
        <source>Tolerance</source>
        <translation>Toleranz</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="146" />
        <source>How far in time a value may lie from the target's date for “nearest”, “last” and “linear”, such as 90 min or 8 days. Empty: one step of the input's cadence, or twice the median spacing of irregular dates.</source>
        <translation>Wie weit ein Wert bei „nearest“, „last“ und „linear“ zeitlich vom Termin des Ziels entfernt sein darf, etwa 90 min oder 8 days. Leer: ein Zeitschritt der Eingabe oder das Doppelte des mittleren Abstands (Median) unregelmäßiger Termine.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="156" />
        <source>Missing values allowed in a window</source>
        <translation>Erlaubte fehlende Werte in einem Fenster</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="161" />
        <source>How many values a mean or sum may lack; they then count as the mean of the others.</source>
        <translation>Wie viele Werte einem Mittel oder einer Summe fehlen dürfen; sie gelten dann als das Mittel der übrigen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="167" />
        <source>Dates of the predictors</source>
        <translation>Datumsangaben der Prädiktoren</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="172" />
        <source>What a date says: the instant of a value, or the start or end of the period as long as the cadence. “auto”: the periods that a file states, months and days without a time of day as such, otherwise instants. Hourly sums that are dated by the start of their hour need “start”.</source>
        <translation>Was ein Datum angibt: den Zeitpunkt eines Werts oder den Anfang oder das Ende der Periode von der Länge des Zeitschritts. „auto“: die Perioden, die eine Datei angibt, Monate und Tage ohne Uhrzeit als solche, sonst Zeitpunkte. Stundensummen, die nach dem Anfang ihrer Stunde datiert sind, brauchen „start“.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="180" />
        <source>Class maps</source>
        <translation>Klassenkarten</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="181" />
        <source>Names of inputs or variables that hold classes, separated by commas, in addition to those that say so by a colour table, names of categories or flag_values and flag_meanings; “none”: nothing holds classes.</source>
        <translation>Namen von Eingaben oder Variablen, die Klassen enthalten, durch Kommas getrennt, zusätzlich zu denen, die das durch eine Farbtabelle, Namen von Kategorien oder flag_values und flag_meanings angeben; „none“: nichts enthält Klassen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="191" />
        <source>Least cover (%)</source>
        <translation>Mindestabdeckung (%)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="197" />
        <source>Share of a cell of the target that cells with a value must cover for “average”, “mode”, “min”, “max” and “median”.</source>
        <translation>Anteil einer Zelle des Ziels, den Zellen mit einem Wert bei „average“, „mode“, „min“, „max“ und „median“ bedecken müssen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="204" />
        <source>Variables of the predictors</source>
        <translation>Variablen der Prädiktoren</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="205" />
        <source>Which variables of files with several are taken, separated by commas: names, or names or numbers of bands without dates. Empty: all of them.</source>
        <translation>Welche Variablen von Dateien mit mehreren genommen werden, durch Kommas getrennt: Namen, oder Namen oder Nummern von Kanälen ohne Datum. Leer: alle.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="213" />
        <source>Load the results</source>
        <translation>Ergebnisse laden</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="214" />
        <source>Add the matched series to the project as styled, dated layers when the algorithm has finished.</source>
        <translation>Fügt die angeglichenen Zeitreihen dem Projekt als gestaltete, datierte Layer hinzu, wenn der Algorithmus fertig ist.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="236" />
        <source>Left out: {}</source>
        <translation>Ausgelassen: {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="271" />
        <source>TARGET_VARIABLE: {} has no variable “{}”.</source>
        <translation>TARGET_VARIABLE: {} hat keine Variable „{}“.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="275" />
        <source>{} holds several variables: {}. Say which one is the target (TARGET_VARIABLE).</source>
        <translation>{} enthält mehrere Variablen: {}. Geben Sie an, welche das Ziel ist (TARGET_VARIABLE).</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="291" />
        <source>{} has none of the variables {}.</source>
        <translation>{} hat keine der Variablen {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="294" />
        <source>{} is the target.</source>
        <translation>{} ist das Ziel.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="298" />
        <source>Nothing is left of the predictors. {}</source>
        <translation>Von den Prädiktoren bleibt nichts übrig. {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="324" />
        <source>CATEGORICAL: no input is called “{}”. There are: {}.</source>
        <translation>CATEGORICAL: Keine Eingabe heißt „{}“. Vorhanden sind: {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="358" />
        <source>{}: {} of {} bands have values, of {:.1f} % of the cells on average ({}).</source>
        <translation>{}: {} von {} Kanälen haben Werte, im Mittel in {:.1f} % der Zellen ({}).</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="359" />
        <source>no unit</source>
        <translation>ohne Einheit</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/match_grid.py" line="372" />
        <source>{} matched</source>
        <translation>{} – angeglichen</translation>
    </message>
</context><context>
    <name>ModelManager</name>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="46" />
        <source>GeoGap Models</source>
        <translation>GeoGap-Modelle</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="51" />
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="51" />
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="51" />
        <source>Cadence</source>
        <translation>Zeitschritt</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="51" />
        <source>Where</source>
        <translation>Ort</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="53" />
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="56" />
        <source>Card of the model</source>
        <translation>Karte des Modells</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="60" />
        <source>Install…</source>
        <translation>Installieren…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="62" />
        <source>Check an ONNX file and add it to the library</source>
        <translation>Eine ONNX-Datei prüfen und der Bibliothek hinzufügen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="66" />
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="66" />
        <source>Delete the chosen model's file</source>
        <translation>Die Datei des gewählten Modells löschen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="69" />
        <source>Train…</source>
        <translation>Trainieren…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="69" />
        <source>Open “Train model”</source>
        <translation>„Modell trainieren“ öffnen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="71" />
        <source>Open Folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="109" />
        <source>bundled</source>
        <translation>mitgeliefert</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="109" />
        <source>installed</source>
        <translation>installiert</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="142" />
        <source>Install Model</source>
        <translation>Modell installieren</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="142" />
        <source>ONNX models (*.onnx)</source>
        <translation>ONNX-Modelle (*.onnx)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="163" />
        <source>Delete {} {}? Its file {} is gone for good.</source>
        <translation>{} {} löschen? Die Datei {} ist dann endgültig weg.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="167" />
        <source>Remove Model</source>
        <translation>Modell entfernen</translation>
    </message>
</context><context>
    <name>ModelsPart</name>
    <message>
        <location filename="../../geogap_plugin/gui/models.py" line="216" />
        <source>Models…</source>
        <translation>Modelle…</translation>
    </message>
</context><context>
    <name>Offer</name>
    <message>
        <location filename="../../geogap_plugin/gui/offers.py" line="93" />
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/offers.py" line="94" />
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/offers.py" line="95" />
        <source>Resolution</source>
        <translation>Auflösung</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/offers.py" line="96" />
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/offers.py" line="97" />
        <source>Citation</source>
        <translation>Zitat</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/offers.py" line="168" />
        <location filename="../../geogap_plugin/gui/offers.py" line="130" />
        <source>{} to now, by month</source>
        <translation>{} bis heute, monatlich</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/offers.py" line="147" />
        <source>Land surface temperature at any hour of day and night, between 54° S and 54° N, from the Space Station.</source>
        <translation>Landoberflächentemperatur zu jeder Stunde des Tages und der Nacht, zwischen 54° S und 54° N, von der Raumstation.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/offers.py" line="151" />
        <source>{} to now, every few days</source>
        <translation>{} bis heute, alle paar Tage</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/offers.py" line="200" />
        <location filename="../../geogap_plugin/gui/offers.py" line="152" />
        <source>{:.0f} m</source>
        <translation>{:.0f} m</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/offers.py" line="170" />
        <source>{} to now, by hour</source>
        <translation>{} bis heute, stündlich</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/offers.py" line="213" />
        <source>Another STAC catalogue</source>
        <translation>Ein anderer STAC-Katalog</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/offers.py" line="214" />
        <source>Your own</source>
        <translation>Ihr eigener</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/offers.py" line="217" />
        <source>Any STAC API: enter its address, the id of a collection, and the names of the assets that you want.</source>
        <translation>Jede STAC-API: Geben Sie ihre Adresse, die Id einer Kollektion und die Namen der Assets ein, die Sie wollen.</translation>
    </message>
</context><context>
    <name>OfferStrip</name>
    <message>
        <location filename="../../geogap_plugin/gui/offer_strip.py" line="24" />
        <source>Calendar of what exists</source>
        <translation>Kalender des Vorhandenen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/offer_strip.py" line="69" />
        <source>{}: exists</source>
        <translation>{}: vorhanden</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/offer_strip.py" line="69" />
        <source>{}: no product has this month</source>
        <translation>{}: kein Produkt hat diesen Monat</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/offer_strip.py" line="71" />
        <source>{}: clouds unknown</source>
        <translation>{}: Bewölkung unbekannt</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/offer_strip.py" line="72" />
        <source>{}: {:.0%} clouds</source>
        <translation>{}: {:.0%} Wolken</translation>
    </message>
</context><context>
    <name>OptionsPage</name>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="56" />
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="67" />
        <location filename="../../geogap_plugin/gui/options.py" line="57" />
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="65" />
        <source>The environment variable {} names the folder</source>
        <translation>Die Umgebungsvariable {} nennt den Ordner</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="70" />
        <source>Empty…</source>
        <translation>Leeren…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="71" />
        <source>Copy Diagnostics</source>
        <translation>Diagnose kopieren</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="87" />
        <source>Default method</source>
        <translation>Vorgegebene Methode</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="87" />
        <source>What “Method” is unless you choose another.</source>
        <translation>Was „Methode“ ist, wenn Sie keine andere wählen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="88" />
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="88" />
        <source>Of the process that runs models.</source>
        <translation>Des Prozesses, der Modelle ausführt.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="91" />
        <source>Memory limit</source>
        <translation>Speichergrenze</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="93" />
        <source>What “Memory limit” is unless you change it; the results do not depend on it.</source>
        <translation>Was „Speichergrenze“ ist, wenn Sie sie nicht ändern; die Ergebnisse hängen nicht davon ab.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="95" />
        <source>Model folder</source>
        <translation>Modellordner</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="95" />
        <source>Where models of your own are installed.</source>
        <translation>Wo Ihre eigenen Modelle installiert werden.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="103" />
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="105" />
        <source>Downloads are kept in a folder of their own inside this one.</source>
        <translation>Downloads werden in einem eigenen Ordner innerhalb von diesem aufbewahrt.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="107" />
        <source>Limit</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="107" />
        <source>What was used longest ago is deleted first.</source>
        <translation>Was am längsten nicht verwendet wurde, wird zuerst gelöscht.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="108" />
        <source>In use</source>
        <translation>Belegt</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="114" />
        <source>ONNX Runtime</source>
        <translation>ONNX Runtime</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="115" />
        <source>Credentials</source>
        <translation>Zugangsdaten</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="116" />
        <source>Filling</source>
        <translation>Füllen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="117" />
        <source>Downloads</source>
        <translation>Downloads</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="145" />
        <source>Copied. It holds no secrets; paste it into your report.</source>
        <translation>Kopiert. Es enthält keine Geheimnisse; fügen Sie es in Ihren Fehlerbericht ein.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="150" />
        <source>Delete all downloads in {}? They will be fetched again when they are needed.</source>
        <translation>Alle Downloads in {} löschen? Sie werden erneut abgerufen, wenn sie gebraucht werden.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="153" />
        <source>Empty Cache</source>
        <translation>Zwischenspeicher leeren</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="155" />
        <source>Deleting downloads</source>
        <translation>Downloads werden gelöscht</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="162" />
        <source>Measuring…</source>
        <translation>Wird gemessen…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="163" />
        <source>Measuring the downloads</source>
        <translation>Downloads werden gemessen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="168" />
        <source>{:,.0f} MB</source>
        <translation>{:,.0f} MB</translation>
    </message>
</context><context>
    <name>OptionsPart</name>
    <message>
        <location filename="../../geogap_plugin/gui/options.py" line="204" />
        <source>Options…</source>
        <translation>Optionen…</translation>
    </message>
</context><context>
    <name>Pictures</name>
    <message>
        <location filename="../../geogap_plugin/gui/pictures.py" line="47" />
        <source>Fetching small pictures of scenes</source>
        <translation>Kleine Bilder der Szenen werden abgerufen</translation>
    </message>
</context><context>
    <name>Predictors</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/cloud_predictors.py" line="72" />
        <source>Left out: {}</source>
        <translation>Ausgelassen: {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/cloud_predictors.py" line="78" />
        <source>Left out: {} holds classes, which the regression cannot use.</source>
        <translation>Ausgelassen: {} enthält Klassen, mit denen die Regression nichts anfangen kann.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/matching.py" line="204" />
        <location filename="../../geogap_plugin/algorithms/matching.py" line="149" />
        <source>“{}” would mix classes and was not done</source>
        <translation>„{}“ würde Klassen mischen und unterblieb</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/matching.py" line="155" />
        <source>cells: {}</source>
        <translation>Zellen: {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/matching.py" line="157" />
        <source>on the target's grid already</source>
        <translation>schon auf dem Gitter des Ziels</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/matching.py" line="167" />
        <source>classes, never averaged ({})</source>
        <translation>Klassen, nie gemittelt ({})</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/matching.py" line="168" />
        <source>named as such</source>
        <translation>so benannt</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/matching.py" line="186" />
        <source>one date ({}), which stands for all</source>
        <translation>ein Termin ({}), der für alle steht</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/matching.py" line="188" />
        <source>no date, stands for all</source>
        <translation>kein Datum, steht für alle</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/matching.py" line="193" />
        <source>it has {} dates, and the target {} has none that they could meet. Name the target's band by its date, or date it with “Build series”.</source>
        <translation>sie hat {} Termine, und das Ziel {} hat keine, auf die sie treffen könnten. Nennen Sie das Band des Ziels nach seinem Datum, oder datieren Sie es mit „Zeitreihe erstellen“.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/matching.py" line="222" />
        <source>none of its dates from {} to {} ({}) gives a value for the target, which reaches from {} to {}. Choose series of the same time, another way to match dates, or a larger tolerance.</source>
        <translation>keiner der Termine von {} bis {} ({}) ergibt einen Wert für das Ziel, das von {} bis {} reicht. Wählen Sie Zeitreihen derselben Zeit, eine andere Zuordnung der Termine oder eine größere Toleranz.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/matching.py" line="230" />
        <source>{} of {} dates of the target met</source>
        <translation>{} von {} Terminen des Ziels getroffen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/matching.py" line="232" />
        <source>the sum is in {}</source>
        <translation>die Summe ist in {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/matching.py" line="234" />
        <source>it has no unit, and values were added as they are</source>
        <translation>ohne Einheit, die Werte wurden addiert, wie sie sind</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/matching.py" line="250" />
        <source>dates: {} within {}</source>
        <translation>Termine: {} innerhalb von {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/matching.py" line="252" />
        <source>dates: {} over the period of each date ({})</source>
        <translation>Termine: {} über den Zeitraum jedes Termins ({})</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/matching.py" line="253" />
        <source>dates: {} over the {} up to each date</source>
        <translation>Termine: {} über die {} bis zu jedem Termin</translation>
    </message>
</context><context>
    <name>ProductTree</name>
    <message>
        <location filename="../../geogap_plugin/gui/product_tree.py" line="21" />
        <source>Products by provider</source>
        <translation>Produkte nach Anbieter</translation>
    </message>
</context><context>
    <name>QueueView</name>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="197" />
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="197" />
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="197" />
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="197" />
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="198" />
        <source>Queue of fetches</source>
        <translation>Warteschlange der Abrufe</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="204" />
        <source>What went wrong</source>
        <translation>Was schiefging</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="207" />
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="209" />
        <source>Keeps what has arrived</source>
        <translation>Behält, was angekommen ist</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="213" />
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="213" />
        <source>Goes on where it stopped</source>
        <translation>Setzt dort fort, wo es stehen blieb</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="216" />
        <source>Retry</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="218" />
        <source>Tries again; what has arrived is not fetched again</source>
        <translation>Versucht es noch einmal; was angekommen ist, wird nicht erneut abgerufen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="222" />
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="222" />
        <source>Stops and leaves no output</source>
        <translation>Hält an und hinterlässt keine Ausgabe</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="225" />
        <source>Remove Finished</source>
        <translation>Fertige entfernen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="225" />
        <source>The files and layers stay</source>
        <translation>Die Dateien und Layer bleiben</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="228" />
        <source>Copy Message</source>
        <translation>Meldung kopieren</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="228" />
        <source>What went wrong, with all details</source>
        <translation>Was schiefgegangen ist, mit allen Einzelheiten</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="269" />
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="270" />
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="271" />
        <source>Pausing…</source>
        <translation>Hält an…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="272" />
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="273" />
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="274" />
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="275" />
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/fetch_queue.py" line="289" />
        <source>Progress of {}</source>
        <translation>Fortschritt von {}</translation>
    </message>
</context><context>
    <name>RegionStep</name>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="41" />
        <source>1  Region</source>
        <translation>1  Region</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="42" />
        <source>Step 1, region</source>
        <translation>Schritt 1, Region</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="52" />
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="52" />
        <source>The whole series</source>
        <translation>Die ganze Zeitreihe</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="53" />
        <source>Map View</source>
        <translation>Kartenansicht</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="53" />
        <source>What the map shows now</source>
        <translation>Was die Karte jetzt zeigt</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="54" />
        <source>Rectangle</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="54" />
        <source>Draw a rectangle on the map</source>
        <translation>Ein Rechteck auf der Karte zeichnen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="55" />
        <source>Polygon</source>
        <translation>Polygon</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="55" />
        <source>Draw a polygon: click its corners, a right click ends it</source>
        <translation>Ein Polygon zeichnen: auf die Ecken klicken, ein Rechtsklick beendet es</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="56" />
        <source>Layer</source>
        <translation>Layer</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="56" />
        <source>The polygons of a layer, or its selected features</source>
        <translation>Die Polygone eines Layers oder seine gewählten Objekte</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="57" />
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="57" />
        <source>A river basin or a country by its name</source>
        <translation>Ein Einzugsgebiet oder ein Land nach seinem Namen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="75" />
        <source>Polygon layer</source>
        <translation>Polygonlayer</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="76" />
        <source>Selected features only</source>
        <translation>Nur gewählte Objekte</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="77" />
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="77" />
        <source>Take these polygons</source>
        <translation>Diese Polygone nehmen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="89" />
        <source>The region in words</source>
        <translation>Die Region in Worten</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="107" />
        <source>Type a name</source>
        <translation>Namen eingeben</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="108" />
        <source>River basin or country</source>
        <translation>Einzugsgebiet oder Land</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="126" />
        <source>Drag a rectangle on the map.</source>
        <translation>Ziehen Sie auf der Karte ein Rechteck auf.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="128" />
        <source>Click the corners on the map; a right click or Enter ends the polygon.</source>
        <translation>Klicken Sie auf der Karte auf die Ecken; ein Rechtsklick oder die Eingabetaste beendet das Polygon.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="133" />
        <source>Choose a polygon layer and press “Use”.</source>
        <translation>Wählen Sie einen Polygonlayer, und klicken Sie auf „Verwenden“.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="152" />
        <source>polygon</source>
        <translation>Polygon</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="157" />
        <source>The project has no polygon layer.</source>
        <translation>Das Projekt hat keinen Polygonlayer.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="165" />
        <source>Choose a river basin or a country.</source>
        <translation>Wählen Sie ein Einzugsgebiet oder ein Land.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="168" />
        <source>{} basin</source>
        <translation>{} (Einzugsgebiet)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="190" />
        <source>Several places are named so: {}</source>
        <translation>Mehrere Orte heißen so: {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="192" />
        <source>There is no river basin and no country named “{}”.</source>
        <translation>Es gibt kein Einzugsgebiet und kein Land namens „{}“.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="205" />
        <source>The whole series.</source>
        <translation>Die ganze Zeitreihe.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/region_step.py" line="208" />
        <source>{}: {}. Series are cut to the rectangle around it.</source>
        <translation>{}: {}. Zeitreihen werden auf das umgebende Rechteck zugeschnitten.</translation>
    </message>
</context><context>
    <name>RegionsAlgorithm</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/regions.py" line="41" />
        <source>Regions</source>
        <translation>Regionen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/regions.py" line="47" />
        <source>Name of the regions</source>
        <translation>Name der Regionen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/regions.py" line="49" />
        <source>The field that names the regions. Empty: they are called by their feature id.</source>
        <translation>Das Feld, das die Regionen benennt. Leer: Sie heißen nach ihrer Objekt-ID.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/regions.py" line="64" />
        <source>“Regions” could not be opened. Choose a polygon layer.</source>
        <translation>„Regionen“ ließ sich nicht öffnen. Wählen Sie einen Polygonlayer.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/regions.py" line="69" />
        <source>“Regions” holds no polygon.</source>
        <translation>„Regionen“ enthält kein Polygon.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/regions.py" line="72" />
        <source>region {}</source>
        <translation>Region {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/regions.py" line="75" />
        <source>The region “{}” has no area and is left out.</source>
        <translation>Die Region „{}“ hat keine Fläche und wird ausgelassen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/regions.py" line="85" />
        <source>{:.1%} of the region “{}” lies inside the raster; the rest has no values.</source>
        <translation>{:.1%} der Region „{}“ liegen innerhalb des Rasters; der Rest hat keine Werte.</translation>
    </message>
</context><context>
    <name>RunBar</name>
    <message>
        <location filename="../../geogap_plugin/gui/widgets.py" line="74" />
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/widgets.py" line="75" />
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/widgets.py" line="77" />
        <source>What went wrong</source>
        <translation>Was schiefging</translation>
    </message>
</context><context>
    <name>RuntimePanel</name>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="68" />
        <source>State of ONNX Runtime</source>
        <translation>Status von ONNX Runtime</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="71" />
        <source>Folder with an onnxruntime wheel</source>
        <translation>Ordner mit einem onnxruntime-Wheel</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="72" />
        <source>Empty: download from the package index</source>
        <translation>Leer: Download aus dem Paketverzeichnis</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="114" />
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="73" />
        <source>Offline folder</source>
        <translation>Offline-Ordner</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="74" />
        <source>Install</source>
        <translation>Installieren</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="75" />
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="76" />
        <source>Cancel Installation</source>
        <translation>Installation abbrechen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="79" />
        <source>Installation is running</source>
        <translation>Die Installation läuft</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="86" />
        <source>Log of the installation</source>
        <translation>Protokoll der Installation</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="99" />
        <source>Trained models run with ONNX Runtime, in a process of their own. It is installed into GeoGap's folder in the QGIS profile (about 20 MB to download), never into QGIS's Python. The other methods do not need it.</source>
        <translation>Trainierte Modelle laufen mit ONNX Runtime in einem eigenen Prozess. Installiert wird es in den Ordner von GeoGap im QGIS-Profil (Download etwa 20 MB), nie in das Python von QGIS. Die anderen Methoden brauchen es nicht.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="127" />
        <source>Looking for ONNX Runtime…</source>
        <translation>ONNX Runtime wird gesucht…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="128" />
        <source>Looking for ONNX Runtime</source>
        <translation>ONNX Runtime wird gesucht</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="135" />
        <source>Installing ONNX Runtime</source>
        <translation>ONNX Runtime wird installiert</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="161" />
        <source>Installing…</source>
        <translation>Wird installiert…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="170" />
        <source>The installation was cancelled; nothing has changed.</source>
        <translation>Die Installation wurde abgebrochen; nichts hat sich geändert.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="176" />
        <source>ONNX Runtime is not installed.</source>
        <translation>ONNX Runtime ist nicht installiert.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="178" />
        <source>ONNX Runtime {} of the system's Python</source>
        <translation>ONNX Runtime {} des Python im System</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="180" />
        <source>ONNX Runtime {} in {}</source>
        <translation>ONNX Runtime {} in {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/runtime_panel.py" line="182" />
        <source>The environment variable {} names this folder.</source>
        <translation>Die Umgebungsvariable {} nennt diesen Ordner.</translation>
    </message>
</context><context>
    <name>SceneAlgorithm</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="151" />
        <source>First day</source>
        <translation>Erster Tag</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="151" />
        <source>The first day, UTC.</source>
        <translation>Der erste Tag, UTC.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="152" />
        <source>Last day</source>
        <translation>Letzter Tag</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="152" />
        <source>The last day, UTC. Empty: today.</source>
        <translation>Der letzte Tag, UTC. Leer: heute.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="158" />
        <source>Resolution</source>
        <translation>Auflösung</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="159" />
        <source>Size of the cells in the units of the coordinate reference system. Empty: that of the scenes.</source>
        <translation>Größe der Zellen in den Einheiten des Koordinatenbezugssystems. Leer: die der Szenen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="165" />
        <source>List only</source>
        <translation>Nur auflisten</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="166" />
        <source>Search, list and estimate the size, but download no scene.</source>
        <translation>Sucht, listet auf und schätzt die Größe, lädt aber keine Szene herunter.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="172" />
        <source>Grid of another raster</source>
        <translation>Gitter eines anderen Rasters</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="173" />
        <source>Take the cells of this raster, whatever resolution and region say.</source>
        <translation>Nimmt die Zellen dieses Rasters, was auch immer Auflösung und Region sagen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="177" />
        <source>Coordinate reference system</source>
        <translation>Koordinatenbezugssystem</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="178" />
        <source>Of the series. Empty: that of most of the scenes.</source>
        <translation>Der Zeitreihe. Leer: das der meisten Szenen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="183" />
        <source>Only these scenes</source>
        <translation>Nur diese Szenen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="184" />
        <source>Ids with commas between them, as “Footprints” lists them. Empty: all that are found.</source>
        <translation>Ids, durch Kommas getrennt, wie „Szenenumrisse“ sie auflistet. Leer: alle, die gefunden werden.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="190" />
        <source>Quality layers</source>
        <translation>Qualitätslayer</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="191" />
        <source>What makes a pixel unusable; see the help. Empty: what is known of the collection.</source>
        <translation>Was ein Pixel unbrauchbar macht; siehe die Hilfe. Leer: was über die Kollektion bekannt ist.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="197" />
        <source>Resampling</source>
        <translation>Resampling</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="199" />
        <source>How pixels become cells. “auto” averages smaller pixels and interpolates larger ones; classes and bits want “nearest” or “mode”.</source>
        <translation>Wie Pixel zu Zellen werden. „auto“ mittelt kleinere Pixel und interpoliert größere; Klassen und Bits brauchen „nearest“ oder „mode“.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="207" />
        <source>Most to download (MB)</source>
        <translation>Größter Download (MB)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="208" />
        <source>A search that would download more than about this stops before it does.</source>
        <translation>Eine Suche, die mehr als ungefähr so viel herunterladen würde, hält vorher an.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="212" />
        <source>Leave out damaged scenes</source>
        <translation>Beschädigte Szenen weglassen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="213" />
        <source>Go on without scenes whose files cannot be read, and name them, instead of stopping.</source>
        <translation>Ohne Szenen weitermachen, deren Dateien sich nicht lesen lassen, und sie nennen, statt anzuhalten.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="223" />
        <source>Footprints</source>
        <translation>Szenenumrisse</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="228" />
        <source>Outlines of the scenes with date, clouds and the address of a small picture.</source>
        <translation>Umrisse der Szenen mit Datum, Bewölkung und der Adresse eines kleinen Bilds.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="230" />
        <source>The list of the scenes with small pictures.</source>
        <translation>Die Liste der Szenen mit kleinen Bildern.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="232" />
        <source>Number of scenes</source>
        <translation>Anzahl der Szenen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="233" />
        <source>Number of dates</source>
        <translation>Anzahl der Termine</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="246" />
        <source>“First day” is empty. Choose the period.</source>
        <translation>„Erster Tag“ ist leer. Wählen Sie den Zeitraum.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="261" />
        <source>The region of the chosen raster has no place in longitude and latitude.</source>
        <translation>Die Region des gewählten Rasters hat keinen Ort in Länge und Breite.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="267" />
        <source>“Region” is empty. Draw a rectangle, or choose the grid of another raster.</source>
        <translation>„Region“ ist leer. Zeichnen Sie ein Rechteck, oder wählen Sie das Gitter eines anderen Rasters.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="272" />
        <source>“Grid of another raster” cannot be opened.</source>
        <translation>„Gitter eines anderen Rasters“ lässt sich nicht öffnen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="322" />
        <source>{} has no quality layer “{}”. It has {}. Write “{}” to mask nothing.</source>
        <translation>{} hat keinen Qualitätslayer „{}“. Vorhanden sind {}. Schreiben Sie „{}“, um nichts zu maskieren.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="344" />
        <source>{} of “{}” are not among the scenes that were found: {}.</source>
        <translation>{} aus „{}“ sind nicht unter den gefundenen Szenen: {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="374" />
        <source>{} scenes; {} x {} cells of {:g}; about {} to read, before compression.</source>
        <translation>{} Szenen; {} x {} Zellen von {:g}; etwa {} zu lesen, vor der Kompression.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="382" />
        <source>Catalogue</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="383" />
        <source>Collection</source>
        <translation>Kollektion</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="384" />
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="385" />
        <source>To read, before compression</source>
        <translation>Zu lesen, vor der Kompression</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="386" />
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="388" />
        <source>{} scenes, about {}.</source>
        <translation>{} Szenen, etwa {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="390" />
        <source>Satellite scenes</source>
        <translation>Satellitenszenen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="401" />
        <source>About {:,.0f} MB would be downloaded, and “Most to download” is {:,} MB. Choose a smaller region, a shorter period, fewer clouds or a coarser resolution, or raise the limit.</source>
        <translation>Es würden etwa {:,.0f} MB heruntergeladen, und „Größter Download“ ist {:,} MB. Wählen Sie eine kleinere Region, einen kürzeren Zeitraum, weniger Wolken oder eine gröbere Auflösung, oder erhöhen Sie die Grenze.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="433" />
        <source>{:,.1f} MB downloaded; {} of {} cuts were there already.</source>
        <translation>{:,.1f} MB heruntergeladen; {} von {} Ausschnitten waren schon da.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="464" />
        <source>No scene has a value of “{}” in the region.</source>
        <translation>Keine Szene hat einen Wert von „{}“ in der Region.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scene_algorithm.py" line="475" />
        <source>{}: {} dates, on average {:.0f} % of the cells have a value.</source>
        <translation>{}: {} Termine, im Mittel haben {:.0f} % der Zellen einen Wert.</translation>
    </message>
</context><context>
    <name>SceneTable</name>
    <message>
        <location filename="../../geogap_plugin/gui/scene_table.py" line="72" />
        <source>Time (UTC)</source>
        <translation>Zeit (UTC)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/scene_table.py" line="72" />
        <source>Clouds (%)</source>
        <translation>Wolken (%)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/scene_table.py" line="72" />
        <source>Size (MB)</source>
        <translation>Größe (MB)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/scene_table.py" line="72" />
        <source>Platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/scene_table.py" line="72" />
        <source>Scene</source>
        <translation>Szene</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/scene_table.py" line="74" />
        <source>Scenes that were found</source>
        <translation>Gefundene Szenen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/scene_table.py" line="75" />
        <source>The space bar ticks and unticks; unticked scenes are not fetched</source>
        <translation>Die Leertaste setzt und entfernt Häkchen; Szenen ohne Häkchen werden nicht abgerufen</translation>
    </message>
</context><context>
    <name>ScenesAlgorithm</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/scenes.py" line="43" />
        <source>Scenes</source>
        <translation>Szenen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scenes.py" line="52" />
        <source>Stable ground</source>
        <translation>Ruhender Boden</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scenes.py" line="60" />
        <source>The mask marks</source>
        <translation>Die Maske bezeichnet</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scenes.py" line="62" />
        <source>What the polygons, or the raster's values other than zero, stand for: “stable” ground, or what is “moving”, such as glacier outlines.</source>
        <translation>Wofür die Polygone oder die von null verschiedenen Werte des Rasters stehen: „stable“ für ruhenden Boden oder „moving“ für das, was sich bewegt, etwa Gletscherumrisse.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scenes.py" line="71" />
        <source>Dates</source>
        <translation>Datumsangaben</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scenes.py" line="72" />
        <source>How to read the dates where they cannot be detected: a pattern of the file names such as %Y%m%d, or the dates themselves, separated by commas, in the order of the scenes.</source>
        <translation>Wie die Termine zu lesen sind, wo sie sich nicht erkennen lassen: ein Muster der Dateinamen wie %Y%m%d, oder die Termine selbst, durch Kommas getrennt, in der Reihenfolge der Szenen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scenes.py" line="79" />
        <source>Band</source>
        <translation>Band</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scenes.py" line="80" />
        <source>Name or number of the band that is compared where scenes have several bands, or the variable of a NetCDF file. A band with much contrast on rock and ice, such as near infrared, is best.</source>
        <translation>Name oder Nummer des Bandes, das verglichen wird, wenn Szenen mehrere Bänder haben, oder die Variable einer NetCDF-Datei. Am besten ist ein Band mit viel Kontrast auf Fels und Eis, etwa nahes Infrarot.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scenes.py" line="100" />
        <source>“Scenes”: {} is given twice.</source>
        <translation>„Szenen“: {} ist zweimal angegeben.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scenes.py" line="130" />
        <source>“Stable ground”: {} is no raster or polygon layer.</source>
        <translation>„Ruhender Boden“: {} ist weder Raster noch Polygonlayer.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scenes.py" line="144" />
        <source>The scenes have no coordinate reference system, so that polygons have no place in them.</source>
        <translation>Die Szenen haben kein Koordinatenreferenzsystem, sodass Polygone in ihnen keinen Ort haben.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/scenes.py" line="159" />
        <source>“Stable ground”: no polygon meets the scenes. Check the coordinate system of both.</source>
        <translation>„Ruhender Boden“: Kein Polygon trifft die Szenen. Prüfen Sie das Koordinatensystem von beiden.</translation>
    </message>
</context><context>
    <name>ScoreGaps</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="74" />
        <source>Score gap filling</source>
        <translation>Lückenfüllung bewerten</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="75" />
        <source>Judge</source>
        <translation>Beurteilen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="76" />
        <source>Hides known values, fills them, and says in words whether to trust the filling.</source>
        <translation>Verbirgt bekannte Werte, füllt sie und sagt in Worten, ob dem Füllen zu trauen ist.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="77" />
        <source>Known values are hidden, filled from what is left, and compared with what was really there. Whatever a method learns, and whatever chooses, combines or calibrates methods, learns it without the hidden values.

How values are hidden decides what is judged. “own” lays the series' own gaps over other dates. “block” hides all cells for a stretch of time, “scattered” single dates, “begin” the beginning of the record, “cloud” lays the cloud shapes of some images over others. “region” hides one region after the other for a stretch of time, with 300 km around it; methods that work cell by cell use nothing of a cell's neighbours, so that this judges the choice between methods and the calibration of their uncertainty, both learnt outside the region.

“auto” scores every method and their combination; another method is scored beside the simple ones.

The table gives each method's scores over everything, by the length of the gap and by latitude, with the bounds of 90 % bootstrap intervals over the gaps. Errors are weighted by the area of the cells; NSE, KGE and PCC are the median over the cells. Filling is to be trusted where it is surely better than the cell's mean and than the season, explains half of the variance, is not beaten by a simple method, and its 90 % intervals hold at least 80 % of the hidden values.</source>
        <translation>Bekannte Werte werden verborgen, aus den übrigen gefüllt und mit dem verglichen, was wirklich da war. Was immer eine Methode lernt und was immer Methoden wählt, kombiniert oder kalibriert, lernt es ohne die verborgenen Werte.

Wie Werte verborgen werden, entscheidet, was beurteilt wird. „own“ legt die Lücken der Zeitreihe selbst über andere Termine. „block“ verbirgt alle Zellen für eine Zeitspanne, „scattered“ einzelne Termine, „begin“ den Beginn der Aufzeichnung, „cloud“ legt die Wolkenformen einiger Bilder über andere. „region“ verbirgt eine Region nach der anderen für eine Zeitspanne, mit 300 km ringsum; Methoden, die Zelle für Zelle arbeiten, nutzen nichts von den Nachbarn einer Zelle. Daher beurteilt das die Wahl zwischen Methoden und die Kalibrierung ihrer Unsicherheit, beides außerhalb der Region gelernt.

„auto“ bewertet jede Methode und ihre Kombination; eine andere Methode wird neben den einfachen bewertet.

Die Tabelle enthält die Gütemaße jeder Methode über alles, nach der Länge der Lücke und nach der geografischen Breite, mit den Grenzen von 90-%-Bootstrap-Intervallen über die Lücken. Fehler sind nach der Fläche der Zellen gewichtet; NSE, KGE und PCC sind der Median über die Zellen. Dem Füllen ist zu trauen, wo es sicher besser ist als das Mittel der Zelle und als die Jahreszeit, die Hälfte der Varianz erklärt, von keiner einfachen Methode übertroffen wird und seine 90-%-Intervalle mindestens 80 % der verborgenen Werte enthalten.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="98" />
        <source>The method to score; “auto” scores all of them and their combination, which “Fill series” takes.</source>
        <translation>Die Methode, die bewertet wird; „auto“ bewertet alle und ihre Kombination, die „Zeitreihe füllen“ nimmt.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="102" />
        <source>What to hide</source>
        <translation>Was verborgen wird</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="104" />
        <source>“own”: the series' own gaps on other dates. “block”: stretches of time. “scattered”: single dates. “begin”: the beginning. “region”: regions with 300 km around them. “cloud”: real cloud shapes.</source>
        <translation>„own“: die Lücken der Zeitreihe selbst zu anderen Terminen. „block“: Zeitspannen. „scattered“: einzelne Termine. „begin“: der Beginn. „region“: Regionen mit 300 km ringsum. „cloud“: echte Wolkenformen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="111" />
        <source>Repetitions</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="112" />
        <source>How often values are hidden, each time other ones; more take longer and narrow the intervals.</source>
        <translation>Wie oft Werte verborgen werden, jedes Mal andere; mehr dauern länger und machen die Intervalle enger.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="119" />
        <source>Length of a hidden stretch (epochs)</source>
        <translation>Länge einer verborgenen Zeitspanne (Epochen)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="120" />
        <source>For “block”, “begin” and “region”; at most a quarter of the record. Empty: the longest gap of the series, or eleven epochs in a series without gaps.</source>
        <translation>Für „block“, „begin“ und „region“; höchstens ein Viertel der Aufzeichnung. Leer: die längste Lücke der Zeitreihe oder elf Epochen bei einer Zeitreihe ohne Lücken.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="129" />
        <source>Cells in the sample</source>
        <translation>Zellen in der Stichprobe</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="130" />
        <source>The table and the report are made from so many cells, spread evenly over the region. The map is made from every cell.</source>
        <translation>Tabelle und Bericht werden aus so vielen Zellen gemacht, gleichmäßig über die Region verteilt. Die Karte wird aus allen Zellen gemacht.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="139" />
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="140" />
        <source>Of everything that is drawn at random; the same seed hides the same values.</source>
        <translation>Von allem, was zufällig gezogen wird; derselbe Startwert verbirgt dieselben Werte.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="147" />
        <source>Scores</source>
        <translation>Gütemaße</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="149" />
        <source>A table with a row for each method over everything, each class of gap length and each band of latitude: all scores, each with the bounds of its 90 % interval (_low, _high).</source>
        <translation>Eine Tabelle mit einer Zeile für jede Methode über alles, jede Klasse der Lückenlänge und jedes Band der geografischen Breite: alle Gütemaße, jedes mit den Grenzen seines 90-%-Intervalls (_low, _high).</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="156" />
        <source>Map of skill</source>
        <translation>Gütekarte</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="157" />
        <source>A raster of the method's scores in every cell: RMSE, NSE, NSE without the season, skill against the best simple baseline, bias, and the share of values inside the 90 % interval. It takes longer than all else where there are many cells.</source>
        <translation>Ein Raster der Gütemaße der Methode in jeder Zelle: RMSE, NSE, NSE ohne die Jahreszeit, Güte gegenüber dem besten einfachen Verfahren, Bias und der Anteil der Werte innerhalb des 90-%-Intervalls. Bei vielen Zellen dauert es länger als alles andere.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="165" />
        <source>A page that says whether to trust the filling, with pictures, and all scores explained.</source>
        <translation>Eine Seite, die sagt, ob dem Füllen zu trauen ist, mit Bildern und Erklärung aller Gütemaße.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="167" />
        <source>RMSE of the method</source>
        <translation>RMSE der Methode</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="168" />
        <source>NSE of the method</source>
        <translation>NSE der Methode</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="169" />
        <source>Method with the lowest RMSE</source>
        <translation>Methode mit dem kleinsten RMSE</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="170" />
        <source>Whether to trust the filling</source>
        <translation>Ob dem Füllen zu trauen ist</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="238" />
        <source>{} skill ({})</source>
        <translation>{} – Güte ({})</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/score_gaps.py" line="262" />
        <source>The series has no value in this region. Choose another region.</source>
        <translation>Die Zeitreihe hat in dieser Region keinen Wert. Wählen Sie eine andere Region.</translation>
    </message>
</context><context>
    <name>SeriesDock</name>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="102" />
        <source>Series</source>
        <translation>Zeitreihe</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="140" />
        <source>Point at Cells</source>
        <translation>Zellen anklicken</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="143" />
        <source>Click on the map to see the series of a cell. With Control, a click shows one more; while Shift is held, the plot follows the mouse.</source>
        <translation>Klicken Sie auf die Karte, um die Zeitreihe einer Zelle zu sehen. Mit Strg zeigt ein Klick eine weitere; solange die Umschalttaste gedrückt ist, folgt das Diagramm der Maus.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="151" />
        <source>Draw Polygon</source>
        <translation>Polygon zeichnen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="152" />
        <source>Selected Features of the Active Layer</source>
        <translation>Gewählte Objekte des aktiven Layers</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="153" />
        <source>Region of the GeoGap Panel</source>
        <translation>Region des GeoGap-Bedienfelds</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="156" />
        <source>Mean of Region</source>
        <translation>Mittel der Region</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="158" />
        <source>The area-weighted mean of a polygon, as “Zonal series” computes it</source>
        <translation>Das flächengewichtete Mittel eines Polygons, wie „Zonale Zeitreihen“ es berechnet</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="161" />
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="162" />
        <source>Take away every series</source>
        <translation>Alle Zeitreihen entfernen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="167" />
        <location filename="../../geogap_plugin/gui/series_dock.py" line="166" />
        <source>Layers whose series are shown</source>
        <translation>Layer, deren Zeitreihen gezeigt werden</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="168" />
        <source>Choose layers</source>
        <translation>Layer wählen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="174" />
        <source>Baseline curve</source>
        <translation>Ausgleichskurve</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="175" />
        <source>A smooth curve fitted to the observed values, drawn behind them</source>
        <translation>Eine glatte Kurve, an die beobachteten Werte angepasst und dahinter gezeichnet</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="177" />
        <source>No baseline</source>
        <translation>Keine Ausgleichskurve</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="178" />
        <source>Season means</source>
        <translation>Mittel der Jahreszeiten</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="179" />
        <source>Trend and harmonics</source>
        <translation>Trend und Harmonische</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="184" />
        <source>Zoom Full</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="185" />
        <source>Show the whole span of time (double click in the plot)</source>
        <translation>Die ganze Zeitspanne zeigen (Doppelklick im Diagramm)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="191" />
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="191" />
        <source>Save the plot as a picture, or its values as a table</source>
        <translation>Das Diagramm als Bild oder seine Werte als Tabelle speichern</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="199" />
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="389" />
        <source>The project has no series. Open a raster with one band for each date.</source>
        <translation>Das Projekt hat keine Zeitreihe. Öffnen Sie ein Raster mit einem Kanal für jedes Datum.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="391" />
        <source>Click on the map to see what the chosen layers hold there.</source>
        <translation>Klicken Sie auf die Karte, um zu sehen, was die gewählten Layer dort enthalten.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="394" />
        <source>Press “Point at Cells” and click on the map to see what the chosen layers hold there.</source>
        <translation>Drücken Sie „Zellen anklicken“, und klicken Sie auf die Karte, um zu sehen, was die gewählten Layer dort enthalten.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="417" />
        <source>Click the corners of the polygon on the map; a right click ends it.</source>
        <translation>Klicken Sie auf der Karte auf die Ecken des Polygons; ein Rechtsklick beendet es.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="422" />
        <source>polygon</source>
        <translation>Polygon</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="427" />
        <source>Choose a polygon layer in the layer tree and select features of it first.</source>
        <translation>Wählen Sie zuerst im Layerbaum einen Polygonlayer und darin Objekte.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="436" />
        <source>The GeoGap panel has no region yet. Choose one there first.</source>
        <translation>Das GeoGap-Bedienfeld hat noch keine Region. Wählen Sie zuerst dort eine.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="447" />
        <source>region</source>
        <translation>Region</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="461" />
        <source>Reading dates</source>
        <translation>Datumsangaben werden gelesen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="479" />
        <source>{}, mean of {}</source>
        <translation>{}, Mittel von {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="482" />
        <source>Computing the mean of the region…</source>
        <translation>Das Mittel der Region wird berechnet…</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="528" />
        <source>Export series</source>
        <translation>Zeitreihe exportieren</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/series_dock.py" line="540" />
        <source>{} is written.</source>
        <translation>{} ist geschrieben.</translation>
    </message>
</context><context>
    <name>SeriesPlot</name>
    <message>
        <location filename="../../geogap_plugin/gui/plot.py" line="43" />
        <source>Plot of the series</source>
        <translation>Diagramm der Zeitreihe</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/plot.py" line="131" />
        <source>{} ends in none of .png, .svg and .csv.</source>
        <translation>{} endet weder auf .png noch auf .svg oder .csv.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/plot.py" line="133" />
        <source>There is no series to export. Click on the map first.</source>
        <translation>Es gibt keine Zeitreihe zum Exportieren. Klicken Sie zuerst auf die Karte.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/plot.py" line="177" />
        <source>The plot needs matplotlib, which this QGIS lacks. Install it for QGIS's Python.</source>
        <translation>Das Diagramm braucht matplotlib, das diesem QGIS fehlt. Installieren Sie es für das Python von QGIS.</translation>
    </message>
</context><context>
    <name>Study</name>
    <message>
        <location filename="../../geogap_plugin/gui/study.py" line="64" />
        <source>Opening {}</source>
        <translation>{} wird geöffnet</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/study.py" line="111" />
        <source>Reading dates</source>
        <translation>Datumsangaben werden gelesen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/gui/study.py" line="124" />
        <source>{} could not be opened.</source>
        <translation>{} ließ sich nicht öffnen.</translation>
    </message>
</context><context>
    <name>SurfaceVelocity</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="88" />
        <source>Surface velocity</source>
        <translation>Oberflächengeschwindigkeit</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="89" />
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="90" />
        <source>Measures how fast glaciers or other ground move between aligned scenes, in metres a year.</source>
        <translation>Misst, wie schnell sich Gletscher oder anderer Boden zwischen ausgerichteten Szenen bewegen, in Metern im Jahr.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="91" />
        <source>Windows of a scene are looked for in the next scene, to parts of a pixel. The result is a series with a band for each pair of scenes, dated by the middle between the two, of cells as large as the distance of the windows. Displacements are true metres on the ground to the true east and north, also on geographic grids.

Windows are dropped where the peak of the correlation stands out too little, and where a displacement departs from those around it (normalised median test, Westerweel and Scarano 2005).

What stable ground seems to move by is an error of the images: its median is taken off every pair, its spread is the uncertainty. Without a mask nothing is taken off, and the uncertainty says only how much neighbouring windows differ.

Scenes of the same season, some years apart and with little snow, show slow glaciers best: the error of a tenth of a pixel is divided by the time between them. The scenes must lie on one grid, see “Align scenes”.</source>
        <translation>Fenster einer Szene werden in der nächsten Szene auf Bruchteile eines Pixels wiedergefunden. Das Ergebnis ist eine Zeitreihe mit einem Band für jedes Paar von Szenen, datiert auf die Mitte zwischen beiden, mit Zellen so groß wie der Abstand der Fenster. Verschiebungen sind wahre Meter am Boden nach dem wahren Osten und Norden, auch auf geographischen Gittern.

Fenster werden verworfen, wo das Maximum der Korrelation zu wenig herausragt und wo eine Verschiebung von denen ringsum abweicht (normalisierter Mediantest, Westerweel und Scarano 2005).

Worum sich ruhender Boden zu bewegen scheint, ist ein Fehler der Bilder: Sein Median wird von jedem Paar abgezogen, seine Streuung ist die Unsicherheit. Ohne Maske wird nichts abgezogen, und die Unsicherheit sagt nur, wie sehr sich benachbarte Fenster unterscheiden.

Szenen derselben Jahreszeit, einige Jahre auseinander und mit wenig Schnee, zeigen langsame Gletscher am besten: Der Fehler von einem Zehntel Pixel wird durch die Zeit dazwischen geteilt. Die Szenen müssen auf einem Gitter liegen, siehe „Szenen ausrichten“.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="108" />
        <source>Aligned scenes on one grid, such as “Align scenes” writes: files of one date each, a series with a band for each date, or a folder of them.</source>
        <translation>Ausgerichtete Szenen auf einem Gitter, wie „Szenen ausrichten“ sie schreibt: Dateien mit je einem Termin, eine Zeitreihe mit einem Band je Termin, oder ein Ordner mit ihnen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="113" />
        <source>Polygons or a raster of ground that stands still, or of what moves.</source>
        <translation>Polygone oder ein Raster des Bodens, der stillsteht, oder dessen, was sich bewegt.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="116" />
        <source>Window (cells)</source>
        <translation>Fenster (Zellen)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="117" />
        <source>Side of the windows that are matched. Larger windows are found more surely, smaller ones show more detail.</source>
        <translation>Seite der Fenster, die verglichen werden. Größere Fenster werden sicherer gefunden, kleinere zeigen mehr Einzelheiten.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="124" />
        <source>Distance of the windows (cells)</source>
        <translation>Abstand der Fenster (Zellen)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="126" />
        <source>Side of a cell of the result. Empty: half a window.</source>
        <translation>Seite einer Zelle des Ergebnisses. Leer: ein halbes Fenster.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="129" />
        <source>Least time between scenes (days)</source>
        <translation>Geringste Zeit zwischen Szenen (Tage)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="130" />
        <source>Every scene is paired with the next one that is so much later: 0 pairs neighbours, 700 scenes two years apart.</source>
        <translation>Jede Szene wird mit der nächsten gepaart, die so viel später ist: 0 paart Nachbarn, 700 Szenen im Abstand von zwei Jahren.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="138" />
        <source>Largest difference of season (days)</source>
        <translation>Größter Unterschied der Jahreszeit (Tage)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="143" />
        <source>Scenes are paired only if their days of the year differ by no more, so that snow and shadows are alike. Empty: any season.</source>
        <translation>Szenen werden nur gepaart, wenn sich ihre Tage im Jahr um nicht mehr unterscheiden, damit Schnee und Schatten ähnlich sind. Leer: jede Jahreszeit.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="149" />
        <source>Largest speed (metres a year)</source>
        <translation>Größte Geschwindigkeit (Meter im Jahr)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="150" />
        <source>How far windows are looked for. The larger, the slower and the less sure.</source>
        <translation>Wie weit nach Fenstern gesucht wird. Je größer, desto langsamer und unsicherer.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="155" />
        <source>Speed</source>
        <translation>Geschwindigkeit</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="156" />
        <source>A series of speeds, metres a year, with a band for each pair of scenes.</source>
        <translation>Eine Zeitreihe der Geschwindigkeiten in Metern im Jahr, mit einem Band für jedes Paar von Szenen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="159" />
        <source>East component</source>
        <translation>Ostkomponente</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="159" />
        <source>The velocity to the east, metres a year.</source>
        <translation>Die Geschwindigkeit nach Osten in Metern im Jahr.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="160" />
        <source>North component</source>
        <translation>Nordkomponente</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="160" />
        <source>The velocity to the north, metres a year.</source>
        <translation>Die Geschwindigkeit nach Norden in Metern im Jahr.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="163" />
        <source>Uncertainty</source>
        <translation>Unsicherheit</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="164" />
        <source>One standard deviation of the speed, metres a year.</source>
        <translation>Eine Standardabweichung der Geschwindigkeit in Metern im Jahr.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="171" />
        <source>Vectors</source>
        <translation>Vektoren</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="176" />
        <source>A point for each window and pair, with speed, azimuth (degrees from north), components and quality; drawn as arrows.</source>
        <translation>Ein Punkt für jedes Fenster und Paar mit Geschwindigkeit, Azimut (Grad von Nord), Komponenten und Güte; als Pfeile gezeichnet.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="181" />
        <source>Number of pairs</source>
        <translation>Zahl der Paare</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="184" />
        <source>Spread of displacements on stable ground, median pair (metres)</source>
        <translation>Streuung der Verschiebungen auf ruhendem Boden, mittleres Paar (Meter)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="193" />
        <source>Correlation of</source>
        <translation>Korrelation von</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="198" />
        <source>“orientation” compares the directions of slopes, which shadows, snow and sensors change least; “ncc” compares local contrast.</source>
        <translation>„orientation“ vergleicht die Richtungen der Gefälle, die Schatten, Schnee und Sensoren am wenigsten ändern; „ncc“ vergleicht den lokalen Kontrast.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="205" />
        <source>Least signal-to-noise ratio</source>
        <translation>Geringstes Signal-Rausch-Verhältnis</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="206" />
        <source>How far the peak must stand above the mean of the other correlations, in their standard deviations.</source>
        <translation>Wie weit das Maximum über dem Mittel der übrigen Korrelationen liegen muss, in deren Standardabweichungen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="212" />
        <source>Least correlation</source>
        <translation>Geringste Korrelation</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="213" />
        <source>Windows whose peak is lower are dropped.</source>
        <translation>Fenster mit niedrigerem Maximum werden verworfen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="244" />
        <source>“Stable ground”: only {} windows lie on it. Use a mask with more stable ground.</source>
        <translation>„Ruhender Boden“: Nur {} Fenster liegen darauf. Nehmen Sie eine Maske mit mehr ruhendem Boden.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="246" />
        <source>“Stable ground”: no window lies on it. Use another mask, or smaller windows.</source>
        <translation>„Ruhender Boden“: Kein Fenster liegt darauf. Nehmen Sie eine andere Maske oder kleinere Fenster.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="251" />
        <source>There is no mask of stable ground: nothing is taken off the displacements, and the uncertainty says only how much neighbouring windows differ.</source>
        <translation>Es gibt keine Maske des ruhenden Bodens: Von den Verschiebungen wird nichts abgezogen, und die Unsicherheit sagt nur, wie sehr sich benachbarte Fenster unterscheiden.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="259" />
        <source>No window was found again in any pair of scenes. Use larger windows, a higher largest speed, or scenes of one season.</source>
        <translation>In keinem Paar von Szenen wurde ein Fenster wiedergefunden. Nehmen Sie größere Fenster, eine höhere größte Geschwindigkeit oder Szenen einer Jahreszeit.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="297" />
        <source>None of the {} scenes, from {} to {}, can be paired: lower the least time between scenes, or allow a larger difference of season.</source>
        <translation>Von den {} Szenen, {} bis {}, lassen sich keine paaren: Verringern Sie die geringste Zeit zwischen Szenen, oder lassen Sie einen größeren Unterschied der Jahreszeit zu.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="309" />
        <source>At {:g} metres a year the ground moves by {} cells in {:.0f} days, more than can be searched ({}). Lower the largest speed, or pair scenes that are nearer in time.</source>
        <translation>Bei {:g} Metern im Jahr bewegt sich der Boden um {} Zellen in {:.0f} Tagen, mehr als abgesucht werden kann ({}). Senken Sie die größte Geschwindigkeit, oder paaren Sie Szenen, die zeitlich näher beieinander liegen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="326" />
        <source>The scenes have {} x {} cells, too few for windows of {}. Choose smaller windows.</source>
        <translation>Die Szenen haben {} x {} Zellen, zu wenige für Fenster von {}. Wählen Sie kleinere Fenster.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="372" />
        <source>{} to {} ({:.0f} days): {:.0%} of the windows found</source>
        <translation>{} bis {} ({:.0f} Tage): {:.0%} der Fenster gefunden</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="374" />
        <source>; stable ground seemed to move by {:.2f} m east and {:.2f} m north, with a spread of {:.2f} and {:.2f} m ({} windows)</source>
        <translation>; ruhender Boden schien sich um {:.2f} m nach Osten und {:.2f} m nach Norden zu bewegen, mit einer Streuung von {:.2f} und {:.2f} m ({} Fenster)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="381" />
        <source>{} to {}: only {} windows on stable ground were found again, so that nothing was taken off.</source>
        <translation>{} bis {}: Nur {} Fenster auf ruhendem Boden wurden wiedergefunden, sodass nichts abgezogen wurde.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="383" />
        <source>{} to {}: no window on stable ground was found again, so that nothing was taken off.</source>
        <translation>{} bis {}: Kein Fenster auf ruhendem Boden wurde wiedergefunden, sodass nichts abgezogen wurde.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="482" />
        <source>{} speed</source>
        <translation>{} Geschwindigkeit</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="483" />
        <source>{} velocity east</source>
        <translation>{} Geschwindigkeit nach Osten</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="484" />
        <source>{} velocity north</source>
        <translation>{} Geschwindigkeit nach Norden</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="486" />
        <source>{} velocity uncertainty</source>
        <translation>{} Unsicherheit der Geschwindigkeit</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/surface_velocity.py" line="504" />
        <source>{} velocity</source>
        <translation>{} Geschwindigkeit</translation>
    </message>
</context><context>
    <name>TrainModel</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="79" />
        <source>Train model</source>
        <translation>Modell trainieren</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="80" />
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="81" />
        <source>Trains a neural network for filling, on your own series or on synthetic ones, and adds it to the library.</source>
        <translation>Trainiert ein neuronales Netz für das Füllen, mit Ihren eigenen oder mit synthetischen Zeitreihen, und fügt es der Bibliothek hinzu.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="84" />
        <source>The recipe “series” goes on training the bundled model on your own series. It learns from the first part of the record, chooses the best epoch on the next, and is scored on hidden blocks of the last one, with months that nobody uses in between. If the bundled model or its baseline does better there, it says so and keeps no new model. The other recipes make the bundled models again.

The recipe “stack”, or “clouds” with a stack to train on, goes on training the bundled model for clouds on your own images: clouds of some dates are laid over others, and what they hide is learnt, but for clouds that are kept for the scores. Where the bundled model or the regression without any does better there, no new model is kept. This takes minutes.

The recipe “lst” trains a network that tells land surface temperature, or another series of scenes, from predictors on its grid and dates: run “Match grid” first. Whole days and blocks of space are held out, and scored under clouds of other dates beside a regression that needs no training; where that does better, no model is kept. “Fill clouds” takes the model with the same predictors, found by their names.

Training runs in a Python environment of its own with TensorFlow, which QGIS never loads. It is made on first use ({size}) if you allow it.

Cancelling keeps the last checkpoint: the same run goes on after it. The folder that the log names holds a picture of the learning curve and logs for TensorBoard. “Fill series” finds the model by its name.</source>
        <translation>Das Rezept „series“ trainiert das mitgelieferte Modell mit Ihrer eigenen Zeitreihe weiter. Es lernt aus dem ersten Teil der Aufzeichnung, wählt anhand des nächsten die beste Epoche und wird an verborgenen Blöcken des letzten bewertet, mit Monaten dazwischen, die niemand verwendet. Ist das mitgelieferte Modell oder sein Vergleichsverfahren dort besser, wird das gesagt und kein neues Modell behalten. Die anderen Rezepte machen die mitgelieferten Modelle neu.

Das Rezept „stack“, oder „clouds“ mit einem Stapel zum Trainieren, trainiert das mitgelieferte Modell für Wolken mit Ihren eigenen Bildern weiter: Wolken einiger Termine werden über andere gelegt, und was sie verdecken, wird gelernt, bis auf Wolken, die für die Bewertung zurückbehalten werden. Ist dort das mitgelieferte Modell oder die Regression ohne Modell besser, wird kein neues Modell behalten. Das dauert Minuten.

Das Rezept „lst“ trainiert ein Netz, das die Landoberflächentemperatur, oder eine andere Zeitreihe von Szenen, aus Prädiktoren auf deren Gitter und Terminen bestimmt: Führen Sie zuerst „Gitter angleichen“ aus. Ganze Tage und räumliche Blöcke werden zurückgehalten und unter Wolken anderer Termine bewertet, neben einer Regression, die kein Training braucht; ist diese besser, wird kein Modell behalten. „Wolken füllen“ nimmt das Modell mit denselben Prädiktoren, die es nach ihren Namen findet.

Das Training läuft in einer eigenen Python-Umgebung mit TensorFlow, die QGIS nie lädt. Sie wird beim ersten Gebrauch angelegt ({size}), wenn Sie es erlauben.

Ein Abbruch behält den letzten Zwischenstand: Derselbe Lauf setzt danach fort. Der Ordner, den das Protokoll nennt, enthält ein Bild der Lernkurve und Protokolle für TensorBoard. „Zeitreihe füllen“ findet das Modell nach seinem Namen.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="113" />
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="115" />
        <source>What is trained: “series” a model for your own series, “stack” one for the clouds in your own images, “lst” one that fills scenes from predictors, the others a bundled model again.</source>
        <translation>Was trainiert wird: „series“ ein Modell für Ihre eigene Zeitreihe, „stack“ eines für die Wolken in Ihren eigenen Bildern, „lst“ eines, das Szenen aus Prädiktoren füllt, die anderen ein mitgeliefertes Modell von Neuem.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="121" />
        <source>Series to train on</source>
        <translation>Zeitreihe zum Trainieren</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="122" />
        <source>For the recipe “series”: a GeoTIFF with dated bands, such as “Build series” writes, or a NetCDF file, with at least 72 epochs. For “stack” and “clouds”: a GeoTIFF of more than three images, with gaps. For “lst”: a GeoTIFF of scenes of at least three days; many more are better.</source>
        <translation>Für das Rezept „series“: ein GeoTIFF mit datierten Kanälen, wie „Zeitreihe erstellen“ es schreibt, oder eine NetCDF-Datei, mit mindestens 72 Epochen. Für „stack“ und „clouds“: ein GeoTIFF mit mehr als drei Bildern, mit Lücken. Für „lst“: ein GeoTIFF mit Szenen von mindestens drei Tagen; viel mehr sind besser.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="130" />
        <source>Predictors</source>
        <translation>Prädiktoren</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="132" />
        <source>For the recipe “lst”: GeoTIFFs on the grid and the dates of the scenes, or without a date, as “Match grid” writes them.</source>
        <translation>Für das Rezept „lst“: GeoTIFFs auf dem Gitter und zu den Terminen der Szenen, oder ohne Datum, wie „Gitter angleichen“ sie schreibt.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="140" />
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="145" />
        <source>For the recipe “lst”: what the model fills with. Scenes of a satellite that does not see through clouds make a clear-sky model. “all-weather” needs scenes that hold temperatures under clouds, and radiation or the air temperature at 2 m among the predictors. Empty: as in the recipe.</source>
        <translation>Für das Rezept „lst“: womit das Modell füllt. Szenen eines Satelliten, der nicht durch Wolken sieht, ergeben ein Modell für klaren Himmel. „all-weather“ braucht Szenen, die Temperaturen unter Wolken enthalten, und Strahlung oder die Lufttemperatur in 2 m unter den Prädiktoren. Leer: wie im Rezept.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="152" />
        <source>Licence of the series</source>
        <translation>Lizenz der Zeitreihe</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="153" />
        <source>As it shall stand in the model's card, beside the name of the file.</source>
        <translation>Wie sie in der Karte des Modells stehen soll, neben dem Namen der Datei.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="157" />
        <source>Recipe of your own</source>
        <translation>Eigenes Rezept</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="159" />
        <source>A TOML file instead of the recipe above.</source>
        <translation>Eine TOML-Datei anstelle des Rezepts oben.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="163" />
        <source>Variable</source>
        <translation>Variable</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="164" />
        <source>Name of the variable in a NetCDF file with several.</source>
        <translation>Name der Variable in einer NetCDF-Datei mit mehreren.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="168" />
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="168" />
        <source>Passes over the training series. Empty: as in the recipe.</source>
        <translation>Durchgänge durch die Trainingszeitreihen. Leer: wie im Rezept.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="171" />
        <source>Training series</source>
        <translation>Trainingszeitreihen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="172" />
        <source>How many series, or windows of your own series, are trained on. Empty: as in the recipe.</source>
        <translation>Mit wie vielen Zeitreihen oder Fenstern Ihrer eigenen Zeitreihe trainiert wird. Leer: wie im Rezept.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="175" />
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="175" />
        <source>Of all random numbers. Empty: as in the recipe.</source>
        <translation>Von allen Zufallszahlen. Leer: wie im Rezept.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="184" />
        <source>Train from scratch</source>
        <translation>Von Grund auf trainieren</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="185" />
        <source>For the recipe “series”: begin with random weights instead of the bundled model's.</source>
        <translation>Für das Rezept „series“: mit zufälligen Gewichten beginnen statt mit denen des mitgelieferten Modells.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="189" />
        <source>Keep the model even if it is worse</source>
        <translation>Das Modell behalten, auch wenn es schlechter ist</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="190" />
        <source>For the recipe “series”: install the model even if the bundled one or the baseline does better.</source>
        <translation>Für das Rezept „series“: das Modell installieren, auch wenn das mitgelieferte oder das Vergleichsverfahren besser ist.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="196" />
        <source>Make the training environment if it is missing</source>
        <translation>Trainingsumgebung anlegen, wenn sie fehlt</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="197" />
        <source>Downloads TensorFlow and what belongs to it into a folder of the QGIS profile: {}.</source>
        <translation>Lädt TensorFlow und was dazugehört in einen Ordner des QGIS-Profils herunter: {}.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="206" />
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="207" />
        <source>ONNX files (*.onnx)</source>
        <translation>ONNX-Dateien (*.onnx)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="211" />
        <source>A copy of the model; it is added to the library in any case.</source>
        <translation>Eine Kopie des Modells; der Bibliothek wird es in jedem Fall hinzugefügt.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="213" />
        <source>Whether a model was installed</source>
        <translation>Ob ein Modell installiert wurde</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="214" />
        <source>Installed file</source>
        <translation>Installierte Datei</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="215" />
        <source>Name of the model</source>
        <translation>Name des Modells</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="247" />
        <source>Cancelled. The last checkpoint stays in {}; the same run goes on after it.</source>
        <translation>Abgebrochen. Der letzte Zwischenstand bleibt in {}; derselbe Lauf setzt danach fort.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="251" />
        <source>No model was installed: see above why.</source>
        <translation>Es wurde kein Modell installiert: Der Grund steht oben.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="256" />
        <source>{} {} is in the library: {}</source>
        <translation>{} {} ist in der Bibliothek: {}</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="274" />
        <source>{} cannot be written: {}. The model is in the library.</source>
        <translation>{} lässt sich nicht schreiben: {}. Das Modell ist in der Bibliothek.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="289" />
        <source>The recipe “series” needs a series to train on. Choose a layer or a file.</source>
        <translation>Das Rezept „series“ braucht eine Zeitreihe zum Trainieren. Wählen Sie einen Layer oder eine Datei.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="291" />
        <source>The recipe “stack” needs images to train on. Choose a layer or a file.</source>
        <translation>Das Rezept „stack“ braucht Bilder zum Trainieren. Wählen Sie einen Layer oder eine Datei.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/train_model.py" line="293" />
        <source>The recipe “lst” needs scenes to train on. Choose a layer or a file.</source>
        <translation>Das Rezept „lst“ braucht Szenen zum Trainieren. Wählen Sie einen Layer oder eine Datei.</translation>
    </message>
</context><context>
    <name>ZonalSeries</name>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="74" />
        <source>Zonal series</source>
        <translation>Zonale Zeitreihen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="75" />
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="76" />
        <source>Averages a series over polygons, with the uncertainty of the averages and their trends.</source>
        <translation>Mittelt eine Zeitreihe über Polygone, mit der Unsicherheit der Mittel und ihren Trends.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="77" />
        <source>Every cell counts by the area that the polygon covers of it, exactly, on the ellipsoid; a polygon smaller than a cell works. The table has a row for every region and epoch: mean, standard deviation, and the shares of the region's area with values and with filled values.

Errors of neighbouring filled cells are alike and do not average out. Two cells a distance d apart are taken as correlated by exp(-d / L). L is estimated from the series itself: trend, annual and semiannual cycle are removed from a sample of cells, the correlations of all pairs are binned by distance, and L is the one that comes closest to the bins' medians. Set it yourself if you know better.

Observed values have the uncertainty 0 in GeoGap's outputs: their measurement error is not in the result unless you give it (Standard deviation of observed values).

Trends are fitted by generalised least squares with an annual and a semiannual cycle and first-order autoregressive noise, once with all epochs (filled ones count less, by their uncertainty) and once without those at which more than half of the area with values is filled.</source>
        <translation>Jede Zelle zählt mit der Fläche, die das Polygon von ihr bedeckt, genau und auf dem Ellipsoid; ein Polygon darf kleiner als eine Zelle sein. Die Tabelle hat eine Zeile für jede Region und Epoche: Mittel, Standardabweichung und die Anteile der Fläche der Region mit Werten und mit gefüllten Werten.

Fehler benachbarter gefüllter Zellen ähneln einander und mitteln sich nicht heraus. Zwei Zellen im Abstand d gelten als mit exp(-d / L) korreliert. L wird aus der Zeitreihe selbst geschätzt: Trend, Jahres- und Halbjahresgang werden aus einer Stichprobe von Zellen entfernt, die Korrelationen aller Paare werden nach Abstand in Klassen geteilt, und L ist der Wert, der den Medianen der Klassen am nächsten kommt. Geben Sie L selbst an, wenn Sie es besser wissen.

Beobachtete Werte haben in den Ausgaben von GeoGap die Unsicherheit 0: Ihr Messfehler ist nicht im Ergebnis, wenn Sie ihn nicht angeben (Standardabweichung beobachteter Werte).

Trends werden mit verallgemeinerten kleinsten Quadraten angepasst, mit einem Jahres- und einem Halbjahresgang und autoregressivem Rauschen erster Ordnung, einmal mit allen Epochen (gefüllte zählen nach ihrer Unsicherheit weniger) und einmal ohne die, zu denen mehr als die Hälfte der Fläche mit Werten gefüllt ist.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="97" />
        <source>Uncertainty</source>
        <translation>Unsicherheit</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="98" />
        <source>Standard deviation of every value, as “Fill series” writes it: 0 where a value is observed.</source>
        <translation>Standardabweichung jedes Werts, wie „Zeitreihe füllen“ sie schreibt: 0, wo ein Wert beobachtet ist.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="101" />
        <source>Flags</source>
        <translation>Flags</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="102" />
        <source>What every value is, as “Fill series” writes it: 2 is filled. Empty: a value with an uncertainty above 0 is filled.</source>
        <translation>Was jeder Wert ist, wie „Zeitreihe füllen“ es schreibt: 2 ist gefüllt. Leer: Ein Wert mit einer Unsicherheit über 0 ist gefüllt.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="108" />
        <source>Polygons in any coordinate system, with several parts and holes if need be. One region a feature.</source>
        <translation>Polygone in einem beliebigen Koordinatensystem, auch mit mehreren Teilen und Löchern. Eine Region je Objekt.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="113" />
        <source>Standard deviation of observed values</source>
        <translation>Standardabweichung beobachteter Werte</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="118" />
        <source>Measurement error of an observed value of one cell, in the unit of the series. It is taken as correlated in space like the errors of filled values. Empty: none.</source>
        <translation>Messfehler eines beobachteten Werts einer Zelle, in der Einheit der Zeitreihe. Er gilt als räumlich korreliert wie die Fehler gefüllter Werte. Leer: keiner.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="157" />
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="126" />
        <source>Correlation length of the errors (km)</source>
        <translation>Korrelationslänge der Fehler (km)</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="131" />
        <source>The distance at which the correlation of two cells' errors has fallen to 37 %. 0: independent errors. Empty: estimated from the series.</source>
        <translation>Der Abstand, bei dem die Korrelation der Fehler zweier Zellen auf 37 % gefallen ist. 0: unabhängige Fehler. Leer: aus der Zeitreihe geschätzt.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="140" />
        <source>Series of the regions</source>
        <translation>Zeitreihen der Regionen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="142" />
        <source>A table with a row for every region and epoch.</source>
        <translation>Eine Tabelle mit einer Zeile für jede Region und Epoche.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="147" />
        <source>Trends</source>
        <translation>Trends</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="152" />
        <source>A table with a row for every region: its trend with all epochs and without filled ones.</source>
        <translation>Eine Tabelle mit einer Zeile für jede Region: ihr Trend mit allen Epochen und ohne gefüllte.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="154" />
        <source>A page with every region's series, its uncertainty and its trends.</source>
        <translation>Eine Seite mit der Zeitreihe jeder Region, ihrer Unsicherheit und ihren Trends.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="155" />
        <source>Number of regions</source>
        <translation>Anzahl der Regionen</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="233" />
        <source>No uncertainty was given, so that the means come without one.</source>
        <translation>Es wurde keine Unsicherheit angegeben, daher haben die Mittel keine.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="236" />
        <source>Correlation length of the errors: {:g} km, as given.</source>
        <translation>Korrelationslänge der Fehler: {:g} km, wie angegeben.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="239" />
        <source>The series has too few observed values to tell how far errors reach; within a region they are taken as one and the same, which is the safe side.</source>
        <translation>Die Zeitreihe hat zu wenige beobachtete Werte, um zu sagen, wie weit Fehler reichen; innerhalb einer Region gelten sie als ein und derselbe, das ist die sichere Seite.</translation>
    </message>
    <message>
        <location filename="../../geogap_plugin/algorithms/zonal_series.py" line="244" />
        <source>Correlation length of the errors: {} km, estimated from {} pairs of cells.</source>
        <translation>Korrelationslänge der Fehler: {} km, geschätzt aus {} Paaren von Zellen.</translation>
    </message>
</context></TS>
